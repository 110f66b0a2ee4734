package com.foobar.system;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;

/**
 * The first message of a TLS handshake in an old version, byte by byte, since Java itself no longer
 * speaks those, nor their ciphers. It knows P-256 and ECDSA, as every version up to 1.2 could.
 */
final class ClientHello {

    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    /** ECDHE-ECDSA with AES-128-GCM-SHA256, AES-256-GCM-SHA384, ChaCha20-Poly1305. */
    static final List<String> STRONG = List.of("c02b", "c02c", "cca9");

    /**
     * What is below Mozilla's intermediate profile: ECDHE-ECDSA with CBC, 3DES, RC4 and without any
     * encryption, ECDHE without a certificate, and key exchange by RSA, DHE or anonymous DH with
     * CBC, 3DES, RC4, DES and export ciphers.
     */
    static final List<String> WEAK =
            List.of(
                    "c009", "c00a", "c023", "c024", "c008", "c007", "c006", "c019", "c016", "009c",
                    "009d", "002f", "0035", "003c", "000a", "0005", "0004", "0009", "0003", "0008",
                    "0001", "0002", "0033", "0039", "0016", "0034", "001b", "0018");

    /** The strong one and two weak ones, so that every version has one. */
    private static final List<String> COMMON = List.of("c02b", "c009", "c00a");

    private static final String EXTENSIONS =
            "000a00040002"
                    + "0017" // supported groups: secp256r1
                    + "000b00020100" // point formats: uncompressed
                    + "000d00060004"
                    + "04030203" // signatures: ECDSA with SHA-256, with SHA-1
                    + "ff01000100"; // secure renegotiation

    private ClientHello() {}

    /** What the server says to it: a handshake it goes on with, an alert, or nothing at all. */
    enum Reply {
        HANDSHAKE,
        ALERT,
        CLOSED
    }

    static Reply send(InetSocketAddress address, int version) throws IOException {
        return send(address, version, COMMON);
    }

    static Reply send(InetSocketAddress address, int version, List<String> ciphers)
            throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(record(version, ciphers)));
            socket.getOutputStream().flush();
            int type = new DataInputStream(socket.getInputStream()).read();
            return switch (type) {
                case HANDSHAKE -> Reply.HANDSHAKE;
                case ALERT -> Reply.ALERT;
                case -1 -> Reply.CLOSED;
                default -> throw new IOException("not TLS: " + type);
            };
        }
    }

    private static String record(int version, List<String> ciphers) {
        String random = "5a".repeat(32);
        String body =
                hex(version, 2)
                        + random
                        + "00" // no session
                        + hex(2 * ciphers.size(), 2)
                        + String.join("", ciphers)
                        + "0100" // no compression
                        + hex(EXTENSIONS.length() / 2, 2)
                        + EXTENSIONS;
        String hello = "01" + hex(body.length() / 2, 3) + body;
        return "16" + "0301" + hex(hello.length() / 2, 2) + hello;
    }

    private static String hex(int value, int bytes) {
        return HexFormat.of().toHexDigits(value, bytes * 2);
    }
}
