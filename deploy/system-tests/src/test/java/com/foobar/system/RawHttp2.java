package com.foobar.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One h2 request that no decent client would send, in literal headers, and what it comes to. */
final class RawHttp2 {

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int TIME_OUT_MILLIS = 15_000;

    /** RFC 7541, appendix A: a status in the table of all clients and servers is one byte. */
    private static final Map<Integer, String> STATUS =
            Map.of(0x88, "200", 0x8c, "400", 0x8d, "404", 0x8e, "500");

    private RawHttp2() {}

    /**
     * The status; {@code refused} if the stream or the connection is ended; {@code another} for a
     * status that the table does not have.
     */
    static String send(Edge edge, List<String> namesAndValues, String body) throws IOException {
        try (SSLSocket socket =
                (SSLSocket)
                        edge.tls()
                                .getSocketFactory()
                                .createSocket(edge.https().getAddress(), edge.https().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(TIME_OUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
            out.write(frame(SETTINGS, 0, 0, new byte[0]));
            out.write(frame(HEADERS, END_HEADERS, 1, literal(namesAndValues)));
            out.write(frame(DATA, END_STREAM, 1, body.getBytes(ISO_8859_1)));
            out.flush();
            return outcome(new DataInputStream(socket.getInputStream()));
        }
    }

    private static String outcome(DataInputStream in) throws IOException {
        try {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                in.readUnsignedByte();
                in.readInt();
                byte[] payload = in.readNBytes(length);
                if (type == RST_STREAM || type == GOAWAY) {
                    return "refused";
                }
                if (type == HEADERS) {
                    return STATUS.getOrDefault(payload[0] & 0xff, "another");
                }
            }
        } catch (EOFException hungUp) {
            return "refused";
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] literal(List<String> namesAndValues) {
        var block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            block.write(0);
            for (String text : namesAndValues.subList(i, i + 2)) {
                block.write(text.length());
                block.writeBytes(text.getBytes(ISO_8859_1));
            }
        }
        return block.toByteArray();
    }
}
