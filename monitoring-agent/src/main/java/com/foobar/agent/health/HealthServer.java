package com.foobar.agent.health;

import com.foobar.agent.ServerProperties;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the agent's health over HTTP. The JDK's own server is enough for that: it saves the memory
 * and the start of a web framework on every server.
 */
@Component
class HealthServer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
    private static final int STOP_SECONDS = 1;

    private final AgentHealth health;
    private final ManagementProperties management;
    private final ServerProperties watched;
    private final List<ManagementHandler> others;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;

    HealthServer(
            AgentHealth health,
            ManagementProperties management,
            ServerProperties watched,
            List<ManagementHandler> others) {
        this.health = health;
        this.management = management;
        this.watched = watched;
        this.others = others;
    }

    @Override
    public synchronized void start() {
        var address = new InetSocketAddress(management.address(), management.port());
        HttpServer started = listen(address);
        started.createContext("/", this::answer);
        others.forEach(it -> it.paths().forEach(path -> started.createContext(path, it)));
        started.setExecutor(threads);
        started.start();
        server = started;
        log.info(
                "Stands beside {}; tells its health on {}:{}",
                watched.name(),
                address.getAddress().getHostAddress(),
                started.getAddress().getPort());
    }

    private static HttpServer listen(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new HealthAddressException(address, e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(STOP_SECONDS);
            server = null;
            log.info("Stopped");
        }
        threads.close();
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var answer = health.answer(exchange.getRequestURI().getPath());
            if (answer.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] body = answer.get().json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            boolean isHead = method.equals("HEAD");
            exchange.sendResponseHeaders(answer.get().code(), isHead ? -1 : body.length);
            if (!isHead) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
