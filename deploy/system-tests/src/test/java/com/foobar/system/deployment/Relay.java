package com.foobar.system.deployment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * A port of this machine's loopback that leads, byte by byte, through a container to an address
 * that this container reaches: behind the firewalls, from where callers are allowed. Needs bash and
 * cat in the container, nothing else. Ends with the virtual machine.
 */
final class Relay implements Closeable {

    /** Both directions until one ends; then the other must not stay behind. */
    private static final String SCRIPT =
            """
            exec 3<>"/dev/tcp/$0/$1" || exit
            cat <&3 & down=$!
            cat <&0 >&3 & up=$!
            wait -n
            kill "$down" "$up" 2>/dev/null""";

    private final ServerSocket listener;
    private final List<String> command;

    private Relay(ServerSocket listener, List<String> command) {
        this.listener = listener;
        this.command = command;
    }

    /**
     * Begins to listen.
     *
     * @param container through which
     * @param host name there
     */
    static Relay through(String container, String host, int port) {
        try {
            ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
            List<String> command =
                    List.of(
                            "docker",
                            "exec",
                            "--interactive",
                            container,
                            "bash",
                            "-c",
                            SCRIPT,
                            host,
                            String.valueOf(port));
            Relay relay = new Relay(listener, command);
            Thread.startVirtualThread(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> carry(socket));
            } catch (IOException e) {
                return; // Closed.
            }
        }
    }

    private void carry(Socket socket) {
        try (socket) {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Thread.startVirtualThread(() -> upload(socket, process));
            copy(process.getInputStream(), socket.getOutputStream());
            process.getOutputStream().close();
        } catch (IOException e) {
            // Either side hung up: that is what the caller sees, too.
        }
    }

    private static void upload(Socket socket, Process process) {
        try (OutputStream out = process.getOutputStream()) {
            copy(socket.getInputStream(), out);
        } catch (IOException e) {
            // As above.
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 14];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
