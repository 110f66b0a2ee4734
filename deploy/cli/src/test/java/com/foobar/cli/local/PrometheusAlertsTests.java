package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusAlertsTests {

    @Test
    void everyAlertIsNamedOnceAndTheWatchdogIsNone() {
        String answer =
                """
                {"status": "success", "data": {"resultType": "matrix", "result": [
                  {"metric": {"alertname": "UpstreamDown", "server": "server-2"}, "values": []},
                  {"metric": {"alertname": "UpstreamDown", "server": "server-3"}, "values": []},
                  {"metric": {"alertname": "NoPrimary"}, "values": []},
                  {"metric": {"alertname": "Watchdog"}, "values": []}]}}
                """;

        assertThat(PrometheusAlerts.names(answer)).containsExactly("NoPrimary", "UpstreamDown");
    }

    @Test
    void noAlertIsNoName() {
        assertThat(PrometheusAlerts.names("{\"data\": {\"result\": []}}")).isEmpty();
    }
}
