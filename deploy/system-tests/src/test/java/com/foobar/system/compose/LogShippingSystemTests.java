package com.foobar.system.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.client.Answer;
import com.foobar.system.client.SiteClient;
import com.foobar.system.client.Tls;
import com.foobar.system.deployment.ComposeDeployment;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every program of every machine writes reaches Loki, by way of the monitoring-agents. */
@SystemTest
@Order(5)
class LogShippingSystemTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final ComposeDeployment site;

    LogShippingSystemTests(ComposeDeployment site) {
        this.site = site;
    }

    @Test
    void aRequestIsInTheLinesOfTheGatewayAndOfAWebApp() {
        String id;
        try (SiteClient client = SiteClient.of(site)) {
            id = client.get("/").header("X-Request-Id");
        }
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(servers("gateway", id)).containsExactly("gateway");
                            assertThat(servers("web-app", id)).hasSize(1);
                        });
    }

    @Test
    void everyMemberOfMySqlIsHeard() {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(servers("mysql", "mysql-"))
                                        .containsExactlyInAnyOrder(
                                                "server-1", "server-2", "server-3"));
    }

    @Test
    void whatAFirewallDropsIsTold() {
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            // Again and again: a firewall tells ten a minute only.
                            Deployment.SERVERS.forEach(this::knock);
                            assertThat(servers("firewall", "DPT=9 "))
                                    .contains("server-1", "server-2", "server-3");
                        });
    }

    /** Nobody may talk to that port: the server's own firewall drops the first packet. */
    private void knock(int server) {
        site.docker(
                "exec",
                site.container("web-app-" + server),
                "bash",
                "-c",
                "timeout 1 bash -c '</dev/tcp/gateway/9' || true");
    }

    @Test
    void theAgentsTellOfThemselves() {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(servers("monitoring-agent", "Started"))
                                        .containsExactlyInAnyOrder(
                                                "server-1",
                                                "server-2",
                                                "server-3",
                                                "gateway",
                                                "observability"));
    }

    /** On which servers the service wrote lines with the text, within the last hour. */
    private Set<String> servers(String service, String text) {
        InetSocketAddress loki = site.address("loki");
        URI uri = URI.create("https://loki:" + loki.getPort());
        String query = "{service=\"%s\"} |= `%s`".formatted(service, text);
        try (SiteClient client =
                new SiteClient(
                        Tls.as(site.tls("operator"), site.caCertificate()),
                        Version.HTTP_1_1,
                        uri)) {
            Answer answer =
                    client.get(
                            "/loki/api/v1/query_range?limit=1000&query="
                                    + SiteClient.encoded(query));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            Set<String> servers = new HashSet<>();
            for (JsonNode it : JsonMapper.shared().readTree(answer.body()).at("/data/result")) {
                servers.add(it.at("/stream/server").asString());
            }
            return servers;
        }
    }
}
