package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AlertsTests {

    @Test
    void everyAlertIsNamedOnceAndTheWatchdogIsNone() {
        String series =
                """
                [
                  {"metric": {"alertname": "UpstreamDown", "server": "server-2"}, "values": []},
                  {"metric": {"alertname": "UpstreamDown", "server": "server-3"}, "values": []},
                  {"metric": {"alertname": "NoPrimary"}, "values": []},
                  {"metric": {"alertname": "Watchdog"}, "values": []}]
                """;

        assertThat(Alerts.names(JsonMapper.shared().readTree(series)))
                .containsExactly("NoPrimary", "UpstreamDown");
    }

    @Test
    void noAlertIsNoName() {
        assertThat(Alerts.names(JsonMapper.shared().readTree("[]"))).isEmpty();
    }
}
