package com.foobar.system;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HexFormat;

/**
 * The first message of a TLS handshake in an old version, byte by byte, since Java itself no longer
 * speaks those. It offers ECDHE with ECDSA and P-256, which every version up to 1.2 could agree on.
 */
final class ClientHello {

    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    /** ECDHE-ECDSA with AES-128-GCM-SHA256, AES-128-CBC-SHA, AES-256-CBC-SHA. */
    private static final String CIPHERS = "0006" + "c02b" + "c009" + "c00a";

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
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(record(version)));
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

    private static String record(int version) {
        String random = "5a".repeat(32);
        String body =
                hex(version, 2)
                        + random
                        + "00" // no session
                        + CIPHERS
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
