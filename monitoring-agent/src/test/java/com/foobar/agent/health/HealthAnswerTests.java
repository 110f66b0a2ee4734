package com.foobar.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class HealthAnswerTests {

    @Test
    void statusIsUpWhenEverythingIs() {
        var answer = new HealthAnswer(Map.of("livenessState", Status.UP));

        assertThat(answer.status()).isEqualTo(Status.UP);
        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(
                        """
                        {"status":"UP","components":{"livenessState":{"status":"UP"}}}""");
    }

    @Test
    void statusIsTheWorstWhenTheyDiffer() {
        var answer =
                new HealthAnswer(
                        new TreeMap<>(Map.of("a", Status.UP, "b", Status.DOWN, "c", Status.UP)));

        assertThat(answer.status()).isEqualTo(Status.DOWN);
        assertThat(answer.code()).isEqualTo(503);
    }

    @Test
    void codeIsServiceUnavailableWhenOutOfService() {
        assertThat(new HealthAnswer(Map.of("a", Status.OUT_OF_SERVICE)).code()).isEqualTo(503);
    }

    @Test
    void statusIsUnknownWhenThereIsNothing() {
        assertThat(new HealthAnswer(Map.of()).status()).isEqualTo(Status.UNKNOWN);
    }
}
