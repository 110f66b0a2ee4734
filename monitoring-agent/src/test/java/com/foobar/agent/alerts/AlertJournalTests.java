package com.foobar.agent.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.json.JsonParseException;

class AlertJournalTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final AlertJournal journal = new AlertJournal();

    @Test
    void alertIsNewsWhenItBeginsAndWhenItEnds() {
        assertThat(fromPrometheus("2026-11-25T12:04:00.000Z"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.name()).isEqualTo("AgentSilent");
                            assertThat(it.server()).isEqualTo("server-1");
                            assertThat(it.severity()).isEqualTo("page");
                            assertThat(it.summary()).isEqualTo("Nothing is heard, at all");
                            assertThat(it.firing()).isTrue();
                        });
        assertThat(fromPrometheus("2026-11-25T12:05:00.000Z")).isEmpty();
        assertThat(fromPrometheus("2026-11-25T11:59:00.000Z"))
                .singleElement()
                .satisfies(it -> assertThat(it.firing()).isFalse());
        assertThat(fromPrometheus("2026-11-25T11:59:00.000Z")).isEmpty();
    }

    @Test
    void alertmanagerSaysWhetherAnAlertFires() {
        assertThat(fromAlertmanager("firing")).hasSize(1);
        assertThat(fromAlertmanager("firing")).isEmpty();
        assertThat(fromAlertmanager("resolved")).hasSize(1);
    }

    @Test
    void alertThatAlwaysFiresIsNoNews() {
        String watchdog =
                """
                [{"labels":{"alertname":"Watchdog","severity":"none"},"annotations":{}}]""";

        assertThat(journal.changes(Notification.parse(watchdog, NOW))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "text", "[1]", "{\"alerts\":1}", "[{\"labels\":1}]", "[{]"})
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> Notification.parse(json, NOW))
                .isInstanceOf(JsonParseException.class);
    }

    private List<Alert> fromPrometheus(String end) {
        String json =
                """
                [{"annotations":{"description":"…","summary":"Nothing is heard, at all"},
                  "endsAt":"%s","startsAt":"2026-11-25T11:50:00.000Z","generatorURL":"http://a/b?c=d",
                  "labels":{"alertname":"AgentSilent","server":"server-1","severity":"page"}}]"""
                        .formatted(end);
        return journal.changes(Notification.parse(json, NOW));
    }

    private List<Alert> fromAlertmanager(String status) {
        String json =
                """
                {"receiver":"log","status":"%1$s","alerts":[{"status":"%1$s",
                  "labels":{"alertname":"A","severity":"warning"},"annotations":{"summary":"s"},
                  "startsAt":"2026-11-25T11:50:00.000Z","endsAt":"0001-01-01T00:00:00Z"}],
                 "groupLabels":{"alertname":"A"},"version":"4"}"""
                        .formatted(status);
        return journal.changes(Notification.parse(json, NOW));
    }
}
