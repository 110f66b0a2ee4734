package com.foobar.agent.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;

/**
 * {@code POST /loki/api/v1/push} over mutual TLS. An answer of 204 means that the lines are on
 * disk.
 */
final class PushServer {

    /** As much as Loki takes. */
    private static final int LARGEST = 4 << 20;

    private final String writer;
    private final Segments segments;
    private final AtomicBoolean failing;

    private PushServer(String writer, Segments segments, AtomicBoolean failing) {
        this.writer = writer;
        this.segments = segments;
        this.failing = failing;
    }

    /**
     * Starts.
     *
     * @param writer how the names of those begin who may write
     * @param failing set while lines cannot be kept
     */
    static HttpServer start(
            InetSocketAddress address,
            ServerTls tls,
            String writer,
            Segments segments,
            AtomicBoolean failing)
            throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(tls.context()) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                        ssl.setProtocols(new String[] {"TLSv1.3"});
                        ssl.setNeedClientAuth(true);
                        parameters.setSSLParameters(ssl);
                    }
                });
        PushServer push = new PushServer(writer, segments, failing);
        server.createContext("/loki/api/v1/push", push::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        String name =
                exchange instanceof HttpsExchange https
                        ? https.getSSLSession().getPeerPrincipal().getName()
                        : "";
        if (!name.startsWith(writer)) {
            return 403;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        if (body.length > LARGEST) {
            return 413;
        }
        List<StoredLine> lines;
        try {
            lines = PushRequest.decode(body);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return 400;
        }
        StringBuilder text = new StringBuilder(3 * body.length);
        lines.forEach(it -> it.appendTo(text));
        try {
            segments.append(text.toString().getBytes(StandardCharsets.UTF_8));
            failing.set(false);
            return 204;
        } catch (IOException e) {
            if (!failing.getAndSet(true)) {
                System.err.println("Cannot keep lines: " + e);
            }
            return 503;
        }
    }
}
