package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.client.Answer;
import com.foobar.system.client.Member;
import com.foobar.system.client.SiteClient;
import com.foobar.system.deployment.Deployment;
import com.foobar.system.deployment.SystemTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What does not belong is refused with the right 4xx, in the language of whoever sent it, and
 * leaves no trace in the database.
 */
@SystemTest
@Order(3)
@TestInstance(Lifecycle.PER_CLASS)
class BadInputSystemTests {

    private static final int OVER_GATEWAYS_LIMIT = 2_000_000;
    private static final int OVER_WEB_APPS_LIMIT = 400_000;

    static final List<String> ATTACKS =
            List.of(
                    "' OR '1'='1",
                    "1; DROP TABLE message; --",
                    "1 UNION SELECT password FROM mysql.user",
                    "<script>alert('x')</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "${7*7} {{7*7}} #{7*7} __${7*7}__::.x",
                    "../../../../etc/passwd");

    private final Deployment site;
    private final Member primary;
    private final SiteClient client;
    private List<String> before = List.of();

    BadInputSystemTests(Deployment site) {
        this.site = site;
        this.primary = new Member(site, site.primary().name());
        this.client = SiteClient.of(site);
    }

    @BeforeEach
    void count() {
        before = primary.counts();
    }

    @AfterAll
    void close() {
        client.close();
    }

    private void assertNothingStored() {
        assertThat(primary.counts()).as("messages and idempotency keys").isEqualTo(before);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.header("Content-Type")).isTrue();
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asString()).isNotBlank();
        assertThat(answer.json().path("requestId").asString())
                .isEqualTo(answer.header("X-Request-Id"));
        assertTellsNothingInside(answer);
    }

    private static void assertPage(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isHtml()).as(answer.header("Content-Type")).isTrue();
        assertThat(answer.body()).contains("<h1", answer.header("X-Request-Id"));
        assertTellsNothingInside(answer);
    }

    private static void assertTellsNothingInside(Answer answer) {
        assertThat(answer.body())
                .doesNotContain("Exception", "\tat ", "org.springframework", "SQL", "Whitelabel");
    }

    // --- too large

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyOverTheGatewaysLimitIsRefusedByItsLength(Version version) {
        assertTooLarge(version, BodyPublishers.ofByteArray(json(OVER_GATEWAYS_LIMIT)));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyOverTheGatewaysLimitIsRefusedWhenItsLengthIsUnknown(Version version) {
        assertTooLarge(version, streamed(OVER_GATEWAYS_LIMIT));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyOverTheWebAppsLimitIsRefusedByItsLength(Version version) {
        assertTooLarge(version, BodyPublishers.ofByteArray(json(OVER_WEB_APPS_LIMIT)));
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void bodyOverTheWebAppsLimitIsRefusedWhenItsLengthIsUnknown(Version version) {
        assertTooLarge(version, streamed(OVER_WEB_APPS_LIMIT));
    }

    private void assertTooLarge(Version version, BodyPublisher body) {
        try (SiteClient sender = SiteClient.of(site, version)) {
            Answer answer =
                    sender.send(
                            sender.request("/api/messages")
                                    .header("Content-Type", "application/json")
                                    .POST(body));
            assertProblem(answer, 413);
        }
        assertNothingStored();
    }

    @Test
    void formOverTheLimitIsRefusedWithAPage() {
        String form = client.form("Ada", "x".repeat(OVER_GATEWAYS_LIMIT));
        assertPage(client.postForm("/", form), 413);
        assertNothingStored();
    }

    @Test
    void headerOf100KilobytesIsRefused() throws IOException {
        RawHttp answer =
                RawHttp.send(
                        site,
                        """
                        GET / HTTP/1.1\r
                        Host: www.foobar.com\r
                        X-Large: %s\r
                        Connection: close\r
                        \r
                        """
                                .formatted("x".repeat(100_000)));
        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.text()).contains("application/problem+json").doesNotContain("xxxx");
    }

    @Test
    void headerOf100KilobytesIsRefusedOverHttp2() throws Exception {
        try {
            Answer answer = client.trySend(client.request("/"), "X-Large", "x".repeat(100_000));
            assertThat(answer.status()).isEqualTo(431);
        } catch (IOException endOfConnection) {
            // So much cannot even be decoded within bounds; then the connection ends, as the
            // protocol has it, and others are not harmed.
            assertThat(client.get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void headersOf20KilobytesAreRefusedOverHttp2() {
        Answer answer = client.get("/", "X-Large", "x".repeat(20_000));
        assertProblem(answer, 431);
    }

    @Test
    void addressOf10KilobytesIsRefused() {
        assertProblem(client.get("/?q=" + "x".repeat(10_000)), 414);
    }

    // --- malformed

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{\"author\":\"Ada\",\"text\":}",
                "{\"author\":\"Ada\",\"text\":[1]}",
                "{\"author\":{\"$ne\":1},\"text\":\"x\"}",
                "<xml/>"
            })
    void badJsonIsRefused(String json) {
        assertProblem(client.postJson("/api/messages", json), 400);
        assertNothingStored();
    }

    @Test
    void jsonThatIsNestedTooDeepIsRefused() {
        String deep = "{\"author\":" + "[".repeat(50_000) + "]".repeat(50_000) + ",\"text\":\"x\"}";
        assertProblem(client.postJson("/api/messages", deep), 400);
        assertNothingStored();
    }

    @Test
    void otherMediaTypesAreRefused() {
        Answer answer =
                client.send(
                        client.request("/api/messages")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")));
        assertProblem(answer, 415);
        assertNothingStored();
    }

    @Test
    void messageOf100000CharactersIsRefused() {
        Answer answer = client.postMessage("Ada", "x".repeat(100_000));
        assertProblem(answer, 422);
        assertThat(answer.body()).contains("10,000");
        assertNothingStored();
    }

    @Test
    void formWithAMessageOf100000CharactersComesBackWithItsInput() {
        Answer answer = client.postForm("/", client.form("Ada Lovelace", "x".repeat(100_000)));
        assertPage(answer, 422);
        assertThat(answer.body())
                .contains("10,000", "Ada Lovelace", "aria-invalid", "x".repeat(100_000));
        assertNothingStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u0000", "bell\u0007"})
    void emptyTextAndControlCharactersAreRefused(String text) {
        assertProblem(client.postMessage("Ada", text), 422);
        assertProblem(client.postMessage(text, "hello"), 422);
        assertNothingStored();
    }

    // --- unknown

    @ParameterizedTest
    @ValueSource(strings = {"/no-such-page", "/messages/999999999999", "/.env", "/index.php"})
    void unknownPageGetsAFriendlyPage(String path) {
        assertPage(client.page(path), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/no-such-thing", "/api/messages/999999999999"})
    void unknownResourceGetsAProblem(String path) {
        assertProblem(client.get(path), 404);
    }

    @Test
    void wrongMethodIsRefused() {
        assertProblem(client.send(client.request("/api/messages").DELETE()), 405);
        assertNothingStored();
    }

    // --- forged

    @Test
    void wrongCsrfTokenIsRefused() {
        String form = client.form("Eve", "forged " + UUID.randomUUID());
        assertPage(client.postForm("/", form.replaceFirst("csrf=[^&]+", "csrf=abc.def")), 403);
        assertPage(client.postForm("/", form.replaceFirst("csrf=[^&]+", "csrf=")), 403);
        assertPage(client.postForm("/", form.replaceFirst("csrf=[^&]+&", "")), 403);
        assertNothingStored();
    }

    @Test
    void formOfAnotherVisitorIsRefused() {
        String form = client.form("Eve", "stolen " + UUID.randomUUID());
        try (SiteClient other = SiteClient.of(site)) {
            assertPage(other.postForm("/", form), 403);
        }
        assertNothingStored();
    }

    @Test
    void requestFromThePageOfAnotherSiteIsRefused() {
        Answer answer = client.postMessage("Eve", "hello", "Origin", "https://evil.example");
        assertProblem(answer, 403);
        assertNothingStored();
    }

    // --- hostile

    static List<String> attacks() {
        return ATTACKS;
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attackInAFieldThatIsNotTextIsRefused(String attack) {
        String encoded = SiteClient.encoded(attack);
        assertPage(client.page("/?before=" + encoded), 400);
        assertPage(client.page("/?posted=" + encoded), 400);
        assertProblem(client.get("/api/messages?before=" + encoded), 400);
        assertProblem(client.get("/api/messages?limit=" + encoded), 400);
        assertThat(client.page("/messages/" + encoded).status()).isBetween(400, 404);
        assertThat(client.get("/api/messages/" + encoded).status()).isBetween(400, 404);
        // A key may be any word, and is never more than that; these are several.
        String key = "key " + attack;
        assertProblem(client.postMessage("Ada", "x", "Idempotency-Key", key), 400);
        String form = client.form("Ada", "hello");
        String attacking = form.replaceFirst("key=[^&]+", "key=" + SiteClient.encoded(key));
        assertPage(client.postForm("/", attacking), 400);
        assertPage(client.postForm("/", form.replaceFirst("csrf=[^&]+", "csrf=" + encoded)), 403);
        assertNothingStored();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void attackInTheSearchFindsNothingAndIsShownAsText(String attack) {
        Answer page = client.page("/?q=" + SiteClient.encoded(attack + " " + UUID.randomUUID()));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("No message has all of these words");
        assertHarmless(page);
        Answer api = client.get("/api/messages?q=" + SiteClient.encoded(attack));
        assertThat(api.status()).isEqualTo(200);
        assertNothingStored();
    }

    /** Text is text: whoever writes about attacks may, and it is stored as it was written. */
    @ParameterizedTest
    @MethodSource("attacks")
    void attackInTheTextIsStoredAsWrittenAndShownAsText(String attack) {
        String marker = " " + UUID.randomUUID();
        Answer posted = client.postMessage(attack, attack + marker);
        assertThat(posted.status()).isEqualTo(201);
        Answer stored = client.get(posted.header("Location"));
        assertThat(stored.json().path("author").asString()).isEqualTo(attack);
        assertThat(stored.json().path("text").asString()).isEqualTo(attack + marker);
        assertHarmless(client.page(posted.header("Location").replace("/api", "")));
        assertHarmless(client.page("/"));
        assertThat(primary.copiesOf(attack + marker)).isEqualTo(Map.of(attack + marker, 1));
    }

    private static void assertHarmless(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<script", "<img src=x", "49 49 49", "root:x:0");
    }

    // --- helpers

    private static byte[] json(int size) {
        return ("{\"author\":\"Ada\",\"text\":\"" + "x".repeat(size) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static BodyPublisher streamed(int size) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json(size)));
    }
}
