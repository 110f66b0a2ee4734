package com.foobar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.web.support.KeptConnection;
import com.foobar.web.support.TestCertificates;
import com.foobar.web.support.WebAppClient;
import com.foobar.web.support.WebAppClient.Answer;
import com.foobar.web.support.WebAppFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program over mutual TLS, on a real MySQL, in the servlet container of the default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebAppIT {

    private static final String SCRIPT = "<script>alert('x')</script>'; DROP TABLE message; --";

    private static final String WAITING =
            "SELECT count(*) FROM performance_schema.metadata_locks WHERE lock_status = 'PENDING'";

    private WebAppFixture fixture;
    private WebAppClient client;

    /** As in {@code foobar.server.container}. */
    String container() {
        return "tomcat";
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        fixture = new WebAppFixture(directory, "foobar.server.container=" + container());
        client = fixture.client("gateway");
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    @Order(1)
    void readyOnlyAfterTheDatabaseIsThere() {
        assertThat(client.get("/livez").status()).isEqualTo(200);
        assertThat(client.get("/readyz").status()).isEqualTo(503);
        assertThat(client.get("/").status()).isEqualTo(503);
        assertThat(client.get("/api/messages").header("Retry-After")).isEqualTo("5");
        fixture.startDatabase();
        fixture.awaitReady(client);
    }

    @Test
    void refusedWhenTheClientShowsNoCertificate() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fixture.clientWithoutCertificate().tryGet("/livez"));
    }

    @Test
    void refusedWhenTheClientsCertificateIsFromAForeignAuthority(@TempDir Path directory) {
        new TestCertificates("foreign").leaf(directory, "gateway");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> fixture.clientOf(directory).tryGet("/livez"));
    }

    @Test
    void forbiddenWhenTheClientHasAnotherName() {
        Answer answer = fixture.client("web-app-2").get("/readyz");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("mysql");
    }

    @Test
    void letsItselfIn() {
        assertThat(fixture.client("web-app-1").get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void hasVisitedItselfBeforeItIsReady() {
        assertThat(client.get("/readyz").body()).contains("\"warmUp\":{\"status\":\"UP\"}");
        assertThat(fixture.log())
                .content()
                .contains("warm after 100 requests to itself")
                .contains("; 0 of them failed");
    }

    @Test
    void pageNamesWhoMadeItAndForbidsScripts() {
        Answer page = client.get("/", "X-Request-Id", "my-request-1");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("X-Served-By")).isEqualTo("server-1");
        assertThat(page.header("X-Request-Id")).isEqualTo("my-request-1");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("server-1", "mysql-1", "primary", "my-request-1")
                .containsIgnoringCase(container() + "/");
    }

    @Test
    void connectionIsKeptForManyRequestsOfAnotherHost() {
        try (KeptConnection connection = fixture.keptConnection()) {
            for (int request = 0; request < 200; request++) {
                assertThat(connection.head("/livez"))
                        .first(InstanceOfAssertFactories.STRING)
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void renewedCertificateIsShownWithoutARestart() {
        try (KeptConnection before = fixture.keptConnection()) {
            fixture.renewCertificate();
            Awaitility.await("the new certificate is shown")
                    .atMost(Duration.ofSeconds(15))
                    .until(
                            () -> {
                                try (KeptConnection now = fixture.keptConnection()) {
                                    return !now.serial().equals(before.serial());
                                }
                            });
            assertThat(before.head("/livez")).isNotEmpty();
        }
    }

    @Test
    void nothingIsToldAboutTheProgramWhenARequestIsUnreadable() {
        try (KeptConnection connection = fixture.keptConnection()) {
            assertThat(connection.exchange("GE T / HTTP/1.1\r\nHost: www.foobar.com\r\n\r\n"))
                    .first(InstanceOfAssertFactories.STRING)
                    .startsWith("HTTP/1.1 400");
            assertThat(connection.rest()).doesNotContainIgnoringCase("exception", container());
        }
    }

    @Test
    void formIsPostedOnceHoweverOftenItIsSent() {
        WebAppClient browser = fixture.client("gateway");
        String form = form(browser, "Ada", SCRIPT);
        Answer posted = browser.postForm("/", form);
        assertThat(posted.status()).isEqualTo(303);
        String location = posted.header("Location");
        assertThat(location).matches("/\\?posted=\\d+#message-\\d+");
        assertThat(browser.postForm("/", form).header("Location")).isEqualTo(location);
        String page = browser.get(location.replaceFirst("#.*", "")).body();
        assertThat(page)
                .contains("Posted.", "&lt;script&gt;alert('x')&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void textIsEscapedForThePlaceWhereItStands() {
        Answer answer = fixture.client("gateway").get("/?q=%22%3E%3Cscript%3E%27&before=9");
        assertThat(answer.body())
                .contains("value=\"&#34;>&lt;script>&#39;\"", "<bdi>\"&gt;&lt;script&gt;'</bdi>");
    }

    @Test
    void pageComesInOnePieceWithItsLength() {
        Answer page = fixture.client("gateway").get("/");
        assertThat(page.header("Content-Length"))
                .isEqualTo(String.valueOf(page.body().getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void linkToOlderMessagesKeepsTheWordsThatAreSearched() {
        WebAppClient browser = fixture.client("gateway");
        IntStream.rangeClosed(1, 21)
                .forEach(
                        n ->
                                browser.postForm(
                                        "/", form(browser, "Ada", "salt + pepper number " + n)));
        String page = browser.get("/?q=salt+%2B+pepper").body();
        assertThat(page).containsPattern("href=\"/\\?q=salt%20%2B%20pepper&amp;before=\\d+\"");
    }

    @Test
    void inputIsKeptWhenTheFormIsInvalid() {
        WebAppClient browser = fixture.client("gateway");
        Answer answer = browser.postForm("/", form(browser, " ", "kept " + SCRIPT));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Please enter your name.", "aria-invalid=\"true\"", "kept &lt;script");
    }

    @Test
    void nothingIsStoredWhenTheTokenIsWrong() {
        WebAppClient browser = fixture.client("gateway");
        String marker = UUID.randomUUID().toString();
        String form = form(browser, "Eve", marker);
        String forged = form.replaceFirst("csrf=[^&]+", "csrf=tozm47.forged");
        assertThat(browser.postForm("/", forged).status()).isEqualTo(403);
        assertThat(browser.postForm("/", form, "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(browser.postForm("/", form, "Origin", "https://evil.example").status())
                .isEqualTo(403);
        assertThat(fixture.client("gateway").postForm("/", form).status()).isEqualTo(403);
        assertThat(client.get("/api/messages?limit=100").body()).doesNotContain(marker);
    }

    @Test
    void messageIsReadBackAtOnceByTheApi() {
        String marker = "marker" + UUID.randomUUID().toString().replace("-", "");
        Answer posted = client.postJson("/api/messages", json("Bob", marker));
        assertThat(posted.status()).isEqualTo(201);
        assertThat(client.get(posted.header("Location")).body()).contains(marker);
        assertThat(client.get("/api/messages?q=" + marker.substring(0, 20)).body())
                .contains(marker);
        assertThat(client.get("/?q=" + marker).body()).contains("Bob");
    }

    @Test
    void sameAnswerIsReplayedWhenTheKeyIsTheSame() {
        String key = UUID.randomUUID().toString();
        Answer first = client.postJson("/api/messages", json("a", "b"), "Idempotency-Key", key);
        Answer again = client.postJson("/api/messages", json("a", "b"), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Answer other = client.postJson("/api/messages", json("a", "c"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void oneIsStoredWhenManyComeAtOnceWithOneKey() throws Exception {
        String key = UUID.randomUUID().toString();
        Callable<Answer> post =
                () -> client.postJson("/api/messages", json("a", "race"), "Idempotency-Key", key);
        List<Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(n -> post).toList()).stream()
                            .map(Future::resultNow)
                            .toList();
        }
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .extracting(answer -> answer.header("Location"))
                .hasSizeGreaterThan(0)
                .containsOnly(
                        client.postJson("/api/messages", json("a", "race"), "Idempotency-Key", key)
                                .header("Location"));
    }

    @Test
    void pagesGoByKey() {
        for (int number = 0; number < 3; number++) {
            client.postJson("/api/messages", json("pager", "page " + number));
        }
        String first = client.get("/api/messages?limit=2").body();
        String next = first.replaceAll("(?s).*\"next\":(\\d+).*", "$1");
        assertThat(client.get("/api/messages?limit=2&before=" + next).body())
                .contains("page 0")
                .doesNotContain("page 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2B-*%22()~%3C%3E%40",
                "%27%3B+DROP+TABLE+message%3B+--",
                "%F0%9F%91%8B",
                "a",
                "the",
                "%22unclosed",
                "%2B%2B%2B",
                "%00"
            })
    void searchIsNeverAnErrorWhateverIsTyped(String input) {
        assertThat(client.get("/?q=" + input).status()).isEqualTo(200);
        assertThat(client.get("/api/messages?q=" + input).status()).isEqualTo(200);
    }

    @Test
    void messageOf100000CharactersIsRefusedAndNotStored() {
        Answer answer = client.postJson("/api/messages", json("a", "x".repeat(100_000)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"text\"", "10,000", "requestId");
        assertThat(client.get("/api/messages?limit=100").body()).doesNotContain("xxxxxxxx");
    }

    @Test
    void bodyOverTheLimitIsRefusedWhetherAnnouncedOrChunked() {
        byte[] big =
                ("{\"author\":\"a\",\"text\":\"" + "x".repeat(300_000))
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(
                        client.post(
                                        "/api/messages",
                                        "application/json",
                                        BodyPublishers.ofByteArray(big))
                                .status())
                .isEqualTo(413);
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(big));
        assertThat(client.post("/api/messages", "application/json", chunked).status())
                .isEqualTo(413);
        Answer page = client.post("/", "application/x-www-form-urlencoded", chunked);
        assertThat(page.status()).isEqualTo(413);
        assertThat(page.body()).contains("That is too much");
    }

    @Test
    void problemsAreToldInTheCallersLanguage() {
        assertProblem(client.postJson("/api/messages", "{\"author\":"), 400);
        assertProblem(client.postJson("/api/messages", "[]"), 400);
        assertProblem(client.postJson("/api/messages", json("", "a\\u0000b")), 422);
        assertProblem(
                client.post("/api/messages", "text/plain", BodyPublishers.ofString("x")), 415);
        assertProblem(client.send("DELETE", "/api/messages"), 405);
        assertProblem(client.get("/api/messages", "Accept", "text/html"), 406);
        assertProblem(client.get("/api/nowhere"), 404);
        assertProblem(client.get("/api/messages/999999"), 404);
        assertProblem(client.get("/api/messages?before=x"), 400);
        assertProblem(
                client.postJson("/api/messages", json("a", "b"), "Sec-Fetch-Site", "cross-site"),
                403);
        assertPage(client.get("/nowhere"), 404);
        assertPage(client.get("/error"), 404);
        assertPage(client.get("/messages/999999"), 404);
        assertPage(client.get("/?before=x"), 400);
        assertPage(client.send("PUT", "/"), 405);
    }

    @Test
    void headersOverTheLimitAreRefused() {
        assertThat(client.get("/", "X-Long", "x".repeat(100_000)).status()).isIn(400, 431);
    }

    @Test
    void staticFilesAreCompressedAndKeptForEver() {
        String page = client.get("/about").body();
        String css = page.replaceAll("(?s).*(/assets/app-[0-9a-f]+\\.css).*", "$1");
        Answer brotli = client.get(css, "Accept-Encoding", "gzip, br");
        assertThat(brotli.header("Content-Encoding")).isEqualTo("br");
        assertThat(brotli.header("Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(client.get(css, "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(client.get(css).body()).contains("color-scheme");
        assertThat(client.get("/favicon.ico").status()).isEqualTo(200);
        assertThat(client.get("/robots.txt").body()).contains("User-agent");
        assertThat(client.get("/.well-known/security.txt").body()).contains("Expires: ");
    }

    @Test
    void metricsCountRequestsByRoute() {
        client.get("/messages/1");
        Awaitility.await("it is counted a moment after its client has the answer")
                .untilAsserted(
                        () ->
                                assertThat(fixture.management("/actuator/prometheus"))
                                        .contains("http_server_requests_seconds_count")
                                        .contains("uri=\"/messages/{id:\\\\d{1,18}}\"")
                                        .contains("hikaricp_connections"));
        assertThat(fixture.management("/actuator/health/readyz")).contains("\"UP\"");
    }

    @Test
    void readinessTellsHowThisServerSeesTheGroup() {
        Awaitility.await("the local member was asked for its lag")
                .untilAsserted(
                        () ->
                                assertThat(client.get("/readyz").body())
                                        .contains(
                                                "\"primary\":\"mysql-1\"",
                                                "\"state\":\"ONLINE\"",
                                                "\"member\":\"mysql-1\"",
                                                "\"lagMillis\":0"));
    }

    @Test
    void accessLineTellsWhatHappenedAndNotWhatWasSearched() {
        client.get("/?q=secretword", "X-Request-Id", "access-line-1", "User-Agent", "curl/8");
        Awaitility.await("the line, which is written once the page is out")
                .untilAsserted(
                        () ->
                                assertThat(Files.readAllLines(fixture.log()))
                                        .filteredOn(line -> line.contains("access-line-1"))
                                        .singleElement(InstanceOfAssertFactories.STRING)
                                        .contains(
                                                "\"logger\":\"access\"",
                                                "\"status_code\":200",
                                                "\"route\":\"/\"",
                                                "\"class\":\"curl\"",
                                                "\"name\":\"server-1\"")
                                        .doesNotContain("secretword"));
    }

    @Test
    void keysAreForgottenWhenTheyAreADayOld() {
        for (int key = 0; key < 5; key++) {
            fixture.database()
                    .execute(
                            "INSERT INTO idempotency_key VALUES ('old-%d', '', 201, 1, '2026-01-01')"
                                    .formatted(key));
        }
        client.postJson("/api/messages", json("a", "young"), "Idempotency-Key", "young");
        String count = "SELECT count(*) FROM idempotency_key WHERE id LIKE ";
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> fixture.database().number(count + "'old-%'") == 0);
        assertThat(fixture.database().number(count + "'young'")).isOne();
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void servesAgainWhenTheDatabaseComesBackAfterACrash() throws Exception {
        fixture.database().kill();
        assertThat(client.get("/api/messages").status()).isEqualTo(503);
        assertThat(client.get("/readyz").status()).isEqualTo(503);
        String key = UUID.randomUUID().toString();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> waiting =
                    threads.submit(
                            () ->
                                    client.postJson(
                                            "/api/messages",
                                            json("patient", "written during the outage"),
                                            "Idempotency-Key",
                                            key));
            fixture.database().restart();
            assertThat(waiting.get().status()).isEqualTo(201);
        }
        fixture.awaitReady(client);
        assertThat(client.get("/api/messages").body())
                .containsOnlyOnce("written during the outage");
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void requestIsAnsweredWhenTheProgramStopsMeanwhile() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = fixture.database().connect();
                Statement lock = other.createStatement()) {
            lock.execute("LOCK TABLES message WRITE");
            Future<Answer> posted =
                    threads.submit(() -> client.postJson("/api/messages", json("a", "late")));
            Awaitility.await("the request waits for the lock")
                    .until(() -> fixture.database().number(WAITING) > 0);
            Future<?> stopped = threads.submit(fixture::stopProgram);
            Awaitility.await("nobody can connect any more").until(() -> !fixture.isListening());
            lock.execute("UNLOCK TABLES");
            assertThat(posted.get().status()).isEqualTo(201);
            stopped.get();
        }
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":" + status, answer.header("X-Request-Id"))
                .doesNotContain("Exception");
    }

    private static void assertPage(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("To the messages", answer.header("X-Request-Id"));
    }

    private static String form(WebAppClient browser, String author, String text) {
        String page = browser.get("/").body();
        return WebAppClient.form(
                "author",
                author,
                "text",
                text,
                "csrf",
                hidden(page, "csrf"),
                "key",
                hidden(page, "key"));
    }

    private static String hidden(String page, String name) {
        var matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String json(String author, String text) {
        return "{\"author\":\"%s\",\"text\":\"%s\"}".formatted(author, text);
    }
}
