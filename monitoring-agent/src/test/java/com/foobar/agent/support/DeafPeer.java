package com.foobar.agent.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes connections and reads nothing; or resets each after the first byte. */
public final class DeafPeer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket();
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final boolean resets;

    public DeafPeer(int port, boolean resets) throws IOException {
        this.resets = resets;
        server.setReuseAddress(true);
        // A small window, so that a sender cannot get rid of a whole request.
        server.setReceiveBufferSize(4096);
        server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        Thread.ofVirtual().name("deaf-peer").start(this::serve);
    }

    public int connections() {
        return connections.size();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket connection = server.accept();
                connections.add(connection);
                if (resets) {
                    reset(connection);
                }
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void reset(Socket connection) throws IOException {
        if (connection.getInputStream().read() >= 0) {
            connection.setSoLinger(true, 0);
        }
        connection.close();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
