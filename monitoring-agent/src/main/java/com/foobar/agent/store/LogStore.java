package com.foobar.agent.store;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The program. Writers come over mutual TLS; whether it is ready is told in plain HTTP on loopback.
 *
 * <pre>LogStore HOST PORT READY-PORT TLS-FOLDER DATA-FOLDER</pre>
 */
public final class LogStore {

    private static final long KEPT = 512L << 20;
    private static final String WRITER = "CN=monitoring-agent-";

    private LogStore() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            System.err.println("usage: LogStore HOST PORT READY-PORT TLS-FOLDER DATA-FOLDER");
            System.exit(2);
        }
        String host = arguments[0];
        Segments segments = new Segments(Path.of(arguments[4]), KEPT);
        AtomicBoolean failing = new AtomicBoolean();
        HttpServer push =
                PushServer.start(
                        new InetSocketAddress(host, Integer.parseInt(arguments[1])),
                        new ServerTls(Path.of(arguments[3])),
                        WRITER,
                        segments,
                        failing);
        HttpServer ready =
                HttpServer.create(new InetSocketAddress(host, Integer.parseInt(arguments[2])), 0);
        ready.createContext(
                "/ready",
                exchange -> {
                    exchange.sendResponseHeaders(failing.get() ? 503 : 200, -1);
                    exchange.close();
                });
        ready.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        ready.start();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    ready.stop(0);
                                    push.stop(1);
                                    segments.close();
                                },
                                "stop"));
        System.out.println(
                "Keeps logs in %s, listens on %s"
                        .formatted(
                                arguments[4], URI.create("https://" + host + ":" + arguments[1])));
    }
}
