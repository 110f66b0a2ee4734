package com.foobar.agent.logs.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactorTests {

    private static final String JWT =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0";

    private final Redactor redactor = new Redactor();

    @ParameterizedTest
    @MethodSource
    void isRedacted(String line, String redacted) {
        assertThat(redact(line)).isEqualTo(redacted);
    }

    static Stream<Arguments> isRedacted() {
        return Stream.of(
                // E-mail addresses
                line("mail to ada@example.com.", "mail to [redacted:email]."),
                line("<Ada.Lovelace+x@mail.example.co.uk>", "<[redacted:email]>"),
                line("a@b.cd,e@f.gh", "[redacted:email],[redacted:email]"),
                line("zoë@exämple.de", "[redacted:email]"),
                line("/users/ada%40example.com/x", "/users/[redacted:email]/x"),
                line("x@xn--bcher-kva.xn--p1ai", "[redacted:email]"),
                line("{\"m\":\"ada\\u0040example.com\"}", "{\"m\":\"[redacted:email]\"}"),
                line("{\"m\":\"\\nada@example.com\\n\"}", "{\"m\":\"\\n[redacted:email]\\n\"}"),
                line("{\"m\":\"\\n4111111111111111\"}", "{\"m\":\"\\n[redacted:card]\"}"),
                line("{\"m\":\"\\n" + JWT + "\"}", "{\"m\":\"\\n[redacted:jwt]\"}"),
                // Card numbers
                line("4111111111111111", "[redacted:card]"),
                line("card 4111 1111 1111 1111, thanks", "card [redacted:card], thanks"),
                line("5555-5555-5555-4444", "[redacted:card]"),
                line("378282246310005", "[redacted:card]"),
                line("3782 822463 10005", "[redacted:card]"),
                line("6011+1111+1111+1117", "[redacted:card]"),
                line("4111%201111%201111%201111", "[redacted:card]"),
                line("2026-11-25 4111 1111 1111 1111", "2026-11-25 [redacted:card]"),
                line("4111 1111 1111 1111 1234 5678", "[redacted:card] 1234 5678"),
                line("{\"card\":4111111111111111}", "{\"card\":\"[redacted:card]\"}"),
                line("(4222222222222)", "([redacted:card])"),
                line("no 6304000000000000. Next", "no [redacted:card]. Next"),
                // Tokens
                line("got " + JWT + " from", "got [redacted:jwt] from"),
                line("\"" + JWT + "\"", "\"[redacted:jwt]\""),
                line("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "[redacted:jwt]"),
                line("eyJhbGciOiJSU0EtT0FFUCJ9.a1.b2.c3.d4 e", "[redacted:jwt] e"),
                line("bearer abc123def456", "bearer [redacted:bearer]"),
                line("Bearer%20mF_9.B5f-4.1JqM", "Bearer%20[redacted:bearer]"),
                line("BEARER abcdefghijklmnopqrstuvwxyzabcdefgh", "BEARER [redacted:bearer]"),
                line("Authorization: Basic YWRhOnB3", "Authorization: [redacted:secret]"),
                line("authorization=Bearer xyz", "authorization=[redacted:secret]"),
                // Secrets by their name
                line("password=hunter2", "password=[redacted:secret]"),
                line("db_password = hunter2 x", "db_password = [redacted:secret] x"),
                line("/x?pwd=a%26b&n=1", "/x?pwd=[redacted:secret]%26b&n=1"),
                line("/x?a=1&access_token=t&n=1", "/x?a=1&access_token=[redacted:secret]&n=1"),
                line(
                        "?next=%2Fx%3Ftoken%3Dt1%26n%3D1",
                        "?next=%2Fx%3Ftoken%3D[redacted:secret]%26n%3D1"),
                line("PASSWORD: hunter2", "PASSWORD: [redacted:secret]"),
                line("password=a,b;c) more", "password=[redacted:secret]) more"),
                line("login(password=x)", "login(password=[redacted:secret])"),
                line("X-Api-Key: abc", "X-Api-Key: [redacted:secret]"),
                line("password='it is' ok", "password='[redacted:secret]' ok"),
                line("Cookie: a=1; b=2", "Cookie: [redacted:secret]"),
                line(
                        "{\"password\":\"p\\\"w\",\"a\":1}",
                        "{\"password\":\"[redacted:secret]\",\"a\":1}"),
                line("{\"password\" : \"p\"}", "{\"password\" : \"[redacted:secret]\"}"),
                line("{\"pin_token\":12345}", "{\"pin_token\":\"[redacted:secret]\"}"),
                line("{\"clientSecret\":true}", "{\"clientSecret\":\"[redacted:secret]\"}"),
                line(
                        "{\"password\":[\"a\",\"b]\"],\"c\":1}",
                        "{\"password\":\"[redacted:secret]\",\"c\":1}"),
                line("{\"token\":{\"value\":\"x}\"}}", "{\"token\":\"[redacted:secret]\"}"),
                line(
                        "{\"m\":\"{\\\"password\\\":\\\"p\\\\\\\"w\\\",\\\"a\\\":1}\"}",
                        "{\"m\":\"{\\\"password\\\":\\\"[redacted:secret]\\\",\\\"a\\\":1}\"}"),
                line(
                        "{\"m\":\"{\\\"token\\\":7}\"}",
                        "{\"m\":\"{\\\"token\\\":\\\"[redacted:secret]\\\"}\"}"),
                line("{\"pass\\u0077ord\":\"x\"}", "{\"password\":\"[redacted:secret]\"}"),
                line("{\"password\":\"cut of", "{\"password\":\"[redacted:secret]"),
                // User and password in a URL
                line("jdbc://root:s3cret@db:3306/x", "jdbc://[redacted:userinfo]@db:3306/x"),
                line("https://ada:p@ss@host/", "https://[redacted:userinfo]@host/"),
                line("https://ghp_token@github.com/x", "https://[redacted:userinfo]@github.com/x"),
                line("{\"u\":\"https:\\/\\/a:b@c\"}", "{\"u\":\"https://[redacted:userinfo]@c\"}"));
    }

    private static Arguments line(String line, String redacted) {
        return Arguments.of(line, redacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@timestamp",
                "{\"@timestamp\":\"2026-11-25T14:42:57.289659443Z\"}",
                "com.foobar.Bar@1f2e3d4c",
                "user@host",
                "a@b.c",
                "pkg@1.2.3",
                "root@10.0.0.1",
                "https://host/@handle",
                "4111111111111112",
                "41111111111111111",
                "1234567812345670",
                "4111 11 11 1111 1111",
                "a4111111111111111b",
                "0.4111111111111111",
                "e89771a61c4070d24f47da5dd0afbff3",
                "550e8400-e29b-41d4-a716-446655440000",
                "1795617672372221300",
                "17956176723722213:2",
                "793.772012",
                "the bearer of bad news",
                "Bearer token required",
                "eyJust.a.name",
                "heyJhbGciOiJIUzI1NiJ9.x.y",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
                "password_length=12",
                "passwordless: true",
                "tokens=5",
                "the password was wrong",
                "password=",
                "password=&user=ada",
                "{\"password\":\"\"}",
                "{\"password\":null}",
                "{\"author\":\"Ada\"}",
                "{\"message\":\"GET / 200\",\"token_type\":\"x\"}",
                "path\\\\u0040x",
                "{\"m\":\"C:\\\\u0040x.com\"}",
                "{\"m\":\"tab\\u0009 and \\u00e9\"}",
                "https://example.com:8443/x?y=z",
            })
    void isLeftAlone(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        assertThat(redactor.isClean(bytes, 0, bytes.length)).as(redact(line)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL, a@b.cd and e@f.gh",
        "CARD, 4111111111111111 and 4111111111111111",
        "SECRET, password=x token=y"
    })
    void redactionsAreCounted(Rule rule, String line) {
        redact(line);
        redact("nothing");
        assertThat(redactor.count(rule)).isEqualTo(2);
    }

    @Test
    void onlyTheGivenPartOfTheBufferIsReadAndWritten() {
        byte[] buffer = "password=ada@b.cd password=x tail".getBytes(UTF_8);
        int start = "password=".length();
        int end = start + "ada@b.cd".length();
        assertThat(redactor.isClean(buffer, start, end)).isFalse();
        byte[] target = new byte[100];
        int written = redactor.write(target, 5);
        assertThat(new String(target, 5, written - 5, UTF_8)).isEqualTo("[redacted:email]");
        assertThat(redactor.length()).isEqualTo(written - 5);
    }

    /**
     * What a program logs of what somebody typed is still JSON afterwards, and the rest is there.
     */
    @Test
    void jsonStaysJsonWhateverIsInIt() {
        JsonMapper json = JsonMapper.shared();
        Random random = new Random(7);
        String[] pieces = {
            "password",
            "\"",
            ":",
            "=",
            "\\",
            "ada@example.com",
            "4111 1111 1111 1111",
            "{",
            "}",
            "[",
            "]",
            ",",
            " ",
            "token",
            "Bearer abc12345",
            JWT,
            "https://a:b@c",
            "é",
            "\n",
            "'",
            "%40",
            "cookie",
            "1",
            "/",
            "&"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            var node = json.createObjectNode();
            node.put("message", text.toString());
            node.put("password", text.toString());
            node.put("card", 4111111111111111L);
            node.put("last", 5);
            String redacted = redact(json.writeValueAsString(node));
            assertThatCode(() -> json.readTree(redacted)).as(redacted).doesNotThrowAnyException();
            JsonNode read = json.readTree(redacted);
            assertThat(read.path("password").asString()).isEqualTo("[redacted:secret]");
            assertThat(read.path("card").asString()).isEqualTo("[redacted:card]");
            assertThat(read.path("last").asInt()).isEqualTo(5);
            assertThat(redacted).doesNotContain("ada@example");
        }
    }

    /** Ten times as long takes ten times the time, with room for a noisy machine: not a hundred. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "@", "a@", "a.", "1", "4111 ", "eyJ", "eyJhbGciOiJIUzI1NiJ9.", "\\", "\\\"",
                        "password",
                "\"password\":", "password=", "token:[", "://", "://a", ":", "bearer ", "%40",
                        "%3D", "{\"", "4-"
            })
    void timeIsLinear(String piece) {
        byte[] line = ("{" + piece.repeat(2_000_000 / piece.length())).getBytes(UTF_8);
        long start = System.nanoTime();
        redactor.isClean(line, 0, line.length);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    private String redact(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        if (redactor.isClean(bytes, 0, bytes.length)) {
            return line;
        }
        byte[] target = new byte[redactor.length()];
        int end = redactor.write(target, 0);
        assertThat(end).isEqualTo(target.length);
        return new String(target, UTF_8);
    }
}
