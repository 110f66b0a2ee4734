package com.foobar.system.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.foobar.cli.load.LoadGenerator;
import com.foobar.cli.load.LoadListener;
import com.foobar.cli.load.LoadPlan;
import com.foobar.cli.load.LoadReport;
import com.foobar.cli.load.RunningLoad;
import com.foobar.cli.load.Target;
import com.foobar.system.Measured;
import com.foobar.system.client.SiteClient;
import com.foobar.system.client.Tls;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.observability.MetricsDocument.Metric;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus knows about the site is what happens there. */
@SystemTest
@Order(5)
class MetricsSystemTests {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int RATE = 50;
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(15);
    private static final double TWO_PERCENT = 0.02;

    /** Requests of users; health checks left out. */
    private static final String SERVED =
            "sum by (server) (http_server_requests_seconds_count{source=\"web-app\", uri!~\"/livez|/readyz\"})";

    /** What every series has from the agent, and what tells the series of a histogram apart. */
    private static final Set<String> EVERYWHERE =
            Set.of("__name__", "server", "source", "le", "quantile");

    private final LocalDeployment site;
    private final PrometheusClient prometheus;

    MetricsSystemTests(LocalDeployment site) {
        this.site = site;
        this.prometheus = new PrometheusClient(site);
    }

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void everySourceIsUp() {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(prometheus.query("up"))
                                        .containsKeys(
                                                up("gateway", "gateway"),
                                                up("gateway", "host"),
                                                up("gateway", "agent"),
                                                up("server-1", "web-app"),
                                                up("server-2", "mysql"),
                                                up("server-3", "agent"))
                                        .allSatisfy(
                                                (source, value) ->
                                                        assertThat(value)
                                                                .as(source.toString())
                                                                .isEqualTo(1)));
    }

    @Test
    void oneMemberIsThePrimaryAndNobodyIsBehind() {
        String primary = site.primary().name().replace("mysql", "server");

        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                prometheus.by(
                                                        "server",
                                                        "foobar_mysql_member_role{role=\"primary\"} == 1"))
                                        .containsOnlyKeys(primary));
        assertThat(prometheus.by("server", "foobar_mysql_member_state{state=\"online\"}"))
                .hasSize(3)
                .allSatisfy((server, online) -> assertThat(online).as(server).isEqualTo(1));
        assertThat(prometheus.by("server", "foobar_mysql_replication_lag_seconds"))
                .hasSize(3)
                .allSatisfy((server, lag) -> assertThat(lag).as(server).isLessThan(5));
    }

    @Test
    void requestsPerSecondOfEachServerAreThoseThatWereSent() throws InterruptedException {
        Target target = new Target(site.uri(), site.edge(), site.caCertificate());
        LoadGenerator.run(LoadPlan.of(target, RATE, Duration.ofSeconds(5)), LoadListener.NONE);
        Map<String, Double> before = settled();

        RunningLoad load = LoadGenerator.start(LoadPlan.of(target, RATE, LOAD), LoadListener.NONE);
        await().atMost(LOAD.multipliedBy(2))
                .until(() -> load.report().requests() >= RATE * (LOAD.toSeconds() - 10));
        // The window lies within the load.
        double shown = prometheus.number("sum(rate(foobar_gateway_requests_seconds_count[35s]))");
        LoadReport report = load.await();
        Map<String, Double> after = settled();

        Map<String, Double> received = new TreeMap<>();
        after.forEach(
                (server, count) -> received.put(server, count - before.getOrDefault(server, 0.0)));
        Measured.say(
                "QPS in Prometheus under %d requests/s: %.2f; requests by server %s, sent %s"
                        .formatted(RATE, shown, received, new TreeMap<>(report.servers())));
        assertThat(shown).isCloseTo(RATE, within(RATE * TWO_PERCENT));
        // The load's own warm-up reaches the servers and is in no report.
        double warmUp = 1 + (double) report.warmUp() / report.requests();
        report.servers()
                .forEach(
                        (server, sent) ->
                                assertThat(received.getOrDefault(server, 0.0))
                                        .as(server)
                                        .isCloseTo(sent * warmUp, within(TWO_PERCENT * sent)));
    }

    /** The counters by server. */
    private Map<String, Double> settled() {
        prometheus.awaitReadings(SOON);
        return prometheus.by("server", SERVED);
    }

    /** Promised are 1 % of a core and 200 MB; a machine that does much else may need more. */
    @Test
    void agentsNeedLittleOfAQuietMachine() {
        List<Footprint> agents =
                site.components().stream()
                        .filter(it -> it.name().startsWith("monitoring-agent-"))
                        .map(it -> Footprint.of(it.name(), Objects.requireNonNull(it.pid())))
                        .toList();
        assertThat(agents).hasSize(4);
        await("some time passes").pollDelay(QUIET).atMost(SOON).until(() -> true);
        for (Footprint agent : agents) {
            double share = agent.processorShare();
            Measured.say(
                    "%s on a quiet site: %.2f %% of a core, %d MB"
                            .formatted(agent.name(), 100 * share, agent.megabytes()));
            assertThat(share).as(agent.name()).isLessThan(0.05);
            assertThat(agent.megabytes()).as(agent.name()).isLessThan(220);
        }
    }

    @Test
    void randomPathsMakeNoNewSeries() {
        await().atMost(SOON)
                .until(() -> prometheus.query("up{source=\"web-app\"} == 1").size() == 3);
        try (SiteClient client = SiteClient.of(site)) {
            for (int i = 0; i < 60; i++) {
                client.get("/wp-admin/" + i + "?x=" + i, "User-Agent", "scanner/" + i);
            }
        }
        double requests = 60;
        await().atMost(SOON)
                .until(
                        () ->
                                prometheus.number(
                                                "sum(http_server_requests_seconds_count{status=\"404\"})")
                                        >= requests);

        assertThat(prometheus.by("uri", "count by (uri) (http_server_requests_seconds_count)"))
                .hasSizeLessThan(25)
                .allSatisfy((uri, count) -> assertThat(uri).doesNotContain("wp-admin"));
    }

    @Test
    void everyMetricOfDashboardsAndRulesExists() {
        Set<String> wanted = new TreeSet<>();
        DashboardTests.metricsQueries().forEach(it -> wanted.addAll(MetricNames.in(it.filledIn())));
        Rules.all().forEach(it -> wanted.addAll(MetricNames.in(it.expression())));
        // Those that a rule makes exist when what it is made of exists.
        wanted.removeIf(it -> it.contains(":"));
        Set<String> elsewhere = new TreeSet<>(onlySometimes());
        elsewhere.addAll(Set.of("ALERTS", "alertmanager_notifications_failed_total"));
        wanted.removeAll(elsewhere);

        assertThat(wanted).hasSizeGreaterThan(40);
        await().atMost(SOON).untilAsserted(() -> assertThat(existing()).containsAll(wanted));
    }

    @Test
    void recordedSeriesExist() {
        Set<String> recorded = new TreeSet<>();
        Rules.all().stream().filter(it -> !it.isAlert()).forEach(it -> recorded.add(it.name()));
        // Made every five minutes, out of days.
        recorded.removeIf(it -> it.endsWith("3d") || it.endsWith("30d"));

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(existing()).containsAll(recorded));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "web-app", "mysql", "host", "agent"})
    void documentNamesWhatIsExported(String source) {
        Map<String, Metric> documented = MetricsDocument.of(source);
        List<String> frameworks =
                MetricsDocument.of("runtime").keySet().stream()
                        .map(it -> it.replace("*", ""))
                        .toList();
        await().atMost(SOON)
                .until(() -> !prometheus.query("up{source=\"" + source + "\"} == 1").isEmpty());
        Map<String, Set<String>> exported = exported(source, documented);
        exported.keySet()
                .removeIf(
                        name ->
                                !documented.containsKey(name)
                                        && frameworks.stream().anyMatch(name::startsWith));

        assertThat(exported.keySet()).as("not in the document").isSubsetOf(documented.keySet());
        documented
                .values()
                .forEach(
                        metric -> {
                            Set<String> labels = exported.get(metric.name());
                            if (labels == null) {
                                assertThat(metric.always())
                                        .as("%s is not exported", metric.name())
                                        .isFalse();
                            } else {
                                assertThat(labels).as(metric.name()).isEqualTo(metric.labels());
                            }
                        });
    }

    @Test
    void nobodyButThoseWhoMayTalksToPrometheus() {
        InetSocketAddress address = site.address("prometheus");

        assertThat(isAnswered(address, Tls.anonymous(site.caCertificate()))).isFalse();
        assertThat(isAnswered(address, tls("web-app-1"))).isFalse();
        assertThat(isAnswered(address, tls("monitoring-agent-1"))).isTrue();
    }

    private SSLContext tls(String identity) {
        return Tls.as(site.tls(identity), site.caCertificate());
    }

    private static boolean isAnswered(InetSocketAddress address, SSLContext tls) {
        try (SSLSocket socket =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /-/ready HTTP/1.0\r\n\r\n"
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }

    /** Names and labels of what a source exports; a histogram's series under its one name. */
    private Map<String, Set<String>> exported(String source, Map<String, Metric> documented) {
        Map<String, Set<String>> result = new TreeMap<>();
        for (Map<String, String> series : prometheus.series("{source=\"" + source + "\"}")) {
            String name = String.valueOf(series.get("__name__"));
            String family = name.replaceAll("_(bucket|sum|count)$", "");
            Metric metric = documented.get(family);
            Set<String> labels = new TreeSet<>(series.keySet());
            labels.removeAll(EVERYWHERE);
            result.computeIfAbsent(
                            metric != null && metric.isHistogram() ? family : name,
                            _ -> new TreeSet<>())
                    .addAll(labels);
        }
        // Of the agent, about each source; and what the rules make.
        result.keySet()
                .removeIf(
                        it ->
                                it.contains(":")
                                        || it.equals("up")
                                        || it.startsWith("scrape_")
                                        || it.startsWith("ALERTS"));
        return result;
    }

    private static Set<String> onlySometimes() {
        Set<String> names = new TreeSet<>();
        MetricsDocument.read()
                .values()
                .forEach(
                        source ->
                                source.values().stream()
                                        .filter(it -> !it.always())
                                        .forEach(it -> names.add(it.name())));
        return names;
    }

    private Set<String> existing() {
        return prometheus.by("__name__", "group by (__name__) ({__name__!=\"\"})").keySet();
    }

    private static Map<String, String> up(String server, String source) {
        return new TreeMap<>(Map.of("__name__", "up", "server", server, "source", source));
    }
}
