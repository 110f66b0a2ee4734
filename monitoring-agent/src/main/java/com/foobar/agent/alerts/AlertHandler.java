package com.foobar.agent.alerts;

import com.foobar.agent.health.ManagementHandler;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.boot.json.JsonParseException;
import org.springframework.stereotype.Component;

/**
 * Takes alerts in, from Prometheus itself as an Alertmanager would, or as the webhook of one, and
 * logs each when it begins and when it ends. On the management port, so from this machine only.
 */
@Component
class AlertHandler implements ManagementHandler {

    private static final Logger log = LoggerFactory.getLogger(AlertHandler.class);
    private static final int LARGEST = 1 << 20;

    private final AlertJournal journal = new AlertJournal();

    @Override
    public List<String> paths() {
        return List.of("/alerts", "/api/v2/alerts");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return 413;
        }
        try {
            String json = new String(body, StandardCharsets.UTF_8);
            journal.changes(Notification.parse(json, Clock.systemUTC().instant()))
                    .forEach(AlertHandler::write);
            return 200;
        } catch (JsonParseException e) {
            log.debug("No alerts in what was posted", e);
            return 400;
        }
    }

    private static void write(Alert alert) {
        LoggingEventBuilder line = alert.firing() ? log.atWarn() : log.atInfo();
        line.addKeyValue("alert.name", alert.name())
                .addKeyValue("alert.severity", alert.severity())
                .addKeyValue("alert.server", alert.server())
                .log(
                        "Alert {} ({}, {}) {}: {} [{}]",
                        alert.name(),
                        alert.severity(),
                        alert.server(),
                        alert.firing() ? "fires" : "has ended",
                        alert.summary(),
                        alert.runbook());
    }
}
