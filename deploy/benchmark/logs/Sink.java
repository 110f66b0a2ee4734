import com.sun.net.httpserver.HttpServer;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.BitSet;
import java.util.concurrent.Executors;

/**
 * Counts the lines that arrive, each once, by their sequence numbers: over Loki's push interface on
 * one port, and as plain lines over TCP on another. {@code GET /count} tells.
 */
public final class Sink {

    private static final byte[] MARK = "\"sequence\":".getBytes();

    private final BitSet seen = new BitSet();
    private long arrived;

    public static void main(String[] arguments) throws IOException {
        Sink sink = new Sink();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServer http =
                HttpServer.create(
                        new InetSocketAddress(loopback, Integer.parseInt(arguments[0])), 0);
        http.createContext(
                "/loki/api/v1/push",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    SnappyJavaDecompressor snappy = new SnappyJavaDecompressor();
                    byte[] bytes = new byte[snappy.getUncompressedLength(body, 0)];
                    sink.count(bytes, snappy.decompress(body, 0, body.length, bytes, 0, bytes.length));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        http.createContext(
                "/count",
                exchange -> {
                    byte[] text = sink.text().getBytes();
                    exchange.sendResponseHeaders(200, text.length);
                    exchange.getResponseBody().write(text);
                    exchange.close();
                });
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        try (ServerSocket tcp = new ServerSocket(Integer.parseInt(arguments[1]), 8, loopback)) {
            while (true) {
                Socket socket = tcp.accept();
                Thread.startVirtualThread(() -> sink.read(socket));
            }
        }
    }

    private void read(Socket socket) {
        byte[] buffer = new byte[1 << 20];
        int kept = 0;
        try (socket;
                InputStream in = socket.getInputStream()) {
            int read;
            while ((read = in.read(buffer, kept, buffer.length - kept)) > 0) {
                int end = kept + read;
                int last = end;
                while (last > 0 && buffer[last - 1] != '\n') {
                    last--;
                }
                count(buffer, last);
                kept = end - last;
                System.arraycopy(buffer, last, buffer, 0, kept);
            }
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private synchronized void count(byte[] bytes, int length) {
        for (int i = 0; i + MARK.length < length; i++) {
            if (bytes[i] == '"' && isMark(bytes, i)) {
                int number = 0;
                i += MARK.length;
                while (i < length && bytes[i] >= '0' && bytes[i] <= '9') {
                    number = 10 * number + bytes[i++] - '0';
                }
                seen.set(number);
                arrived++;
            }
        }
    }

    private static boolean isMark(byte[] bytes, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (bytes[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** Different lines, lines. */
    private synchronized String text() {
        return seen.cardinality() + " " + arrived + "\n";
    }
}
