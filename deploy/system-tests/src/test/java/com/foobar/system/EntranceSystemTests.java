package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.foobar.system.client.Answer;
import com.foobar.system.client.SiteClient;
import com.foobar.system.client.Tls;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody meets first: the site under its name, from three servers as if from one. */
@SystemTest
@Order(1)
@TestInstance(Lifecycle.PER_CLASS)
class EntranceSystemTests {

    private static final int REQUESTS = 12;

    private final Deployment site;
    private final SiteClient client;

    EntranceSystemTests(Deployment site) {
        this.site = site;
        this.client = SiteClient.of(site);
    }

    /**
     * The site may have started a moment ago. A server whose first answers took long, since it is
     * cold, is avoided at first; that fades within half a minute.
     */
    @BeforeAll
    void awaitThatEveryServerIsAsked() {
        await("requests are spread over all servers")
                .atMost(Duration.ofMinutes(1))
                .until(() -> servers(client).size() == Deployment.SERVERS.size());
    }

    @AfterAll
    void close() {
        client.close();
    }

    @Test
    void pageComesOverTls13AndHttp2() {
        Answer page = client.page("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().version()).isEqualTo(Version.HTTP_2);
        assertThat(page.tlsVersion()).isEqualTo("TLSv1.3");
        assertThat(page.isHtml()).isTrue();
        assertThat(page.body()).contains("<h1", "Say something", "Latest messages");
    }

    @Test
    void pageComesOverHttp11WhenTheClientSpeaksNothingElse() {
        try (SiteClient old = SiteClient.of(site, Version.HTTP_1_1)) {
            Answer page = old.page("/");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.response().version()).isEqualTo(Version.HTTP_1_1);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void requestsAreSpreadOverAllServers(Version version) {
        try (SiteClient visitor = SiteClient.of(site, version)) {
            assertThat(servers(visitor)).containsOnlyKeys("server-1", "server-2", "server-3");
        }
    }

    /** Who served some pages in a row, and how many each. */
    private static Map<String, Integer> servers(SiteClient visitor) {
        Map<String, Integer> servers = new HashMap<>();
        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = visitor.page("/");
            assertThat(answer.status()).isEqualTo(200);
            servers.merge(answer.header("X-Served-By"), 1, Integer::sum);
        }
        return servers;
    }

    @Test
    void plainHttpIsRedirectedToTheSamePageOverHttps() {
        URI plain = URI.create("http://www.foobar.com:" + site.redirect().getPort());
        try (SiteClient visitor =
                new SiteClient(Tls.anonymous(site.caCertificate()), Version.HTTP_1_1, plain)) {
            Answer redirect = visitor.page("/about?from=here");
            assertThat(redirect.status()).isEqualTo(301);
            assertThat(redirect.header("Location")).isEqualTo(site.uri() + "about?from=here");
            Answer post = visitor.postForm("/", "text=secret");
            assertThat(post.status()).isEqualTo(308);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/about", "/api/messages", "/no-such-page", "/livez"})
    void everyAnswerCarriesTheHeadersThatProtectItsReader(String path) {
        Answer answer = client.page(path);
        assertThat(answer.header("Strict-Transport-Security"))
                .matches("max-age=\\d{8,}; ?includeSubDomains.*");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(answer.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.header("Referrer-Policy")).isNotEmpty();
        assertThat(answer.headers("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/messages", "/no-such-page", "/livez"})
    void everyAnswerTellsItsServerAndItsRequest(String path) {
        Answer answer = client.page(path);
        assertThat(answer.headers("X-Served-By")).hasSize(1);
        assertThat(answer.header("X-Served-By")).matches("server-[123]|gateway");
        assertThat(answer.headers("X-Request-Id")).hasSize(1);
        assertThat(answer.header("X-Request-Id")).matches("[A-Za-z0-9._-]{8,64}");
        assertThat(client.page(path).header("X-Request-Id"))
                .isNotEqualTo(answer.header("X-Request-Id"));
    }

    @Test
    void requestIdIsKeptWhenItIsSensibleAndReplacedWhenItIsNot() {
        String id = "test-" + UUID.randomUUID();
        Answer kept = client.get("/", "X-Request-Id", id);
        assertThat(kept.headers("X-Request-Id")).containsExactly(id);
        assertThat(kept.body()).contains(id);
        Answer replaced = client.get("/", "X-Request-Id", "<script>alert(1)</script>");
        assertThat(replaced.header("X-Request-Id")).matches("[A-Za-z0-9._-]{8,64}");
        assertThat(replaced.body()).doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/livez", "/readyz", "/actuator", "/actuator/health", "/%61ctuator/health"})
    void whatIsForOperatorsIsHiddenFromThePublic(String path) {
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @Test
    void messageIsReadBackAtOnceFromEveryServerByWhoPostedIt() {
        for (int round = 0; round < 3; round++) {
            String text = "read back " + UUID.randomUUID();
            Answer posted = client.postMessage("Ada", text);
            assertThat(posted.status()).isEqualTo(201);
            Set<String> seen = new TreeSet<>();
            for (int i = 0; i < 60 && seen.size() < Deployment.SERVERS.size(); i++) {
                Answer message = client.get(posted.header("Location"));
                assertThat(message.status()).as(message.header("X-Served-By")).isEqualTo(200);
                assertThat(message.json().path("text").asString()).isEqualTo(text);
                seen.add(message.header("X-Served-By"));
            }
            assertThat(seen).containsExactly("server-1", "server-2", "server-3");
        }
    }

    @Test
    void styleIsCachedForEverAndCompressed() {
        String page = client.page("/").body();
        Matcher link = Pattern.compile("href=\"([^\"]+\\.css)\"").matcher(page);
        assertThat(link.find()).isTrue();
        Answer style = client.get(link.group(1), "Accept-Encoding", "br");
        assertThat(style.status()).isEqualTo(200);
        assertThat(style.header("Cache-Control")).contains("immutable");
        assertThat(style.header("Content-Encoding")).isEqualTo("br");
    }

    @Test
    void cookiesAreForThisSiteOverTlsOnly() {
        try (SiteClient visitor = SiteClient.of(site)) {
            assertThat(visitor.page("/").headers("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(
                            it ->
                                    assertThat(it)
                                            .startsWith("__Host-")
                                            .contains(
                                                    "Secure",
                                                    "HttpOnly",
                                                    "SameSite=Lax",
                                                    "Path=/"));
        }
    }

    @Test
    void strangeHostNamesAreTurnedAway() throws IOException {
        RawHttp answer =
                RawHttp.send(
                        site,
                        """
                        GET / HTTP/1.1\r
                        Host: evil.example\r
                        Connection: close\r
                        \r
                        """);
        assertThat(answer.status()).isEqualTo(421);
    }
}
