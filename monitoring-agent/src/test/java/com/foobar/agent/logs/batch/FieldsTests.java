package com.foobar.agent.logs.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTests {

    private static final long OTHERWISE = 4711;
    private static final String ECS =
            """
            {"@timestamp":"2026-11-25T14:41:01.5Z","log":{"level":"WARN","logger":"access"},\
            "process":{"pid":1,"thread":{"name":"x"}},"message":"a \\"quoted\\" } { text",\
            "http":{"request":{"method":"GET","id":"r-1"},"response":{"status_code":200}},\
            "trace":{"id":"t-1"},"ecs":{"version":"8.11"}}""";

    private final Fields fields = new Fields();

    @Test
    void lineOfTheElasticCommonSchemaTellsAll() {
        read(ECS);
        assertThat(fields.nanos)
                .isEqualTo(Instant.parse("2026-11-25T14:41:01.5Z").toEpochMilli() * 1_000_000);
        assertThat(fields.level).isEqualTo(Level.WARN);
        assertThat(request(ECS)).isEqualTo("r-1");
        assertThat(trace(ECS)).isEqualTo("t-1");
    }

    @Test
    void nothingOfALineIsLeftForTheNext() {
        read(ECS);
        read("{}");
        assertThat(fields.nanos).isEqualTo(OTHERWISE);
        assertThat(fields.level).isEqualTo(Level.UNKNOWN);
        assertThat(fields.requestLength).isZero();
        assertThat(fields.traceLength).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"{\\\"log\\\":{\\\"level\\\":\\\"ERROR\\\"}}\"}",
                "{\"a\":{\"log\":{\"level\":\"ERROR\"}},\"http\":{\"id\":\"no\"}}",
                "{\"list\":[{\"log\":{\"level\":\"ERROR\"}},\"@timestamp\",\"2026-11-25T14:41:01Z\"]}",
                "{\"log\":\"level\",\"level\":\"ERROR\",\"id\":\"no\"}",
                "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"log\":{\"level\":\"ERROR\"}}}}}}}",
                "{\"http\":{\"response\":{\"id\":\"no\"}},\"request\":{\"id\":\"no\"}}",
                "{\"@timestamp\":1764081661,\"log\":{\"level\":5}}",
            })
    void whatOnlyLooksAlikeIsNotTaken(String line) {
        read(line);
        assertThat(fields.nanos).isEqualTo(OTHERWISE);
        assertThat(fields.level).isEqualTo(Level.UNKNOWN);
        assertThat(fields.requestLength).isZero();
    }

    @Test
    void flatTraceIdCounts() {
        String line = "{\"traceId\":\"abc\"}";
        read(line);
        assertThat(trace(line)).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T14:41:01.000001Z 0 [Warning] [MY-010068] [Server] CA is self signed, WARN",
        "2026-11-25T14:41:01.000001Z 0 [System] [MY-010931] ready, INFO",
        "2026-11-25T14:41:01.000001Z 0 [ERROR] [MY-1] broken, ERROR",
        "2026-11-25T14:41:01.000001Z nothing in brackets, UNKNOWN",
    })
    void textHasItsTimeInFrontAndItsLevelInBrackets(String line, Level level) {
        read(line);
        assertThat(fields.nanos)
                .isEqualTo(Instant.parse("2026-11-25T14:41:01Z").toEpochMilli() * 1_000_000 + 1000);
        assertThat(fields.level).isEqualTo(level);
    }

    @Test
    void brokenLinesAreReadWithoutLeavingTheirBounds() {
        Random random = new Random(7);
        byte[] line = ECS.getBytes(UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = line.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                broken[random.nextInt(broken.length)] =
                        "\\\"{}[]:,x".getBytes(UTF_8)[random.nextInt(9)];
            }
            int to = 1 + random.nextInt(broken.length - 1);
            assertThatCode(() -> fields.read(broken, 0, to, OTHERWISE))
                    .as(new String(broken, 0, to, UTF_8))
                    .doesNotThrowAnyException();
            assertThat(fields.requestLength).isBetween(0, to);
            assertThat(
                            fields.requestLength == 0
                                    || fields.requestStart + fields.requestLength <= to)
                    .isTrue();
        }
    }

    private void read(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        fields.read(bytes, 0, bytes.length, OTHERWISE);
    }

    private String request(String line) {
        return line.substring(fields.requestStart, fields.requestStart + fields.requestLength);
    }

    private String trace(String line) {
        return line.substring(fields.traceStart, fields.traceStart + fields.traceLength);
    }
}
