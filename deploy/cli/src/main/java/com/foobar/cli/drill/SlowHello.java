package com.foobar.cli.drill;

/** The beginning of a TLS handshake that never comes to its end. */
final class SlowHello {

    /** A record of 512 bytes, in it a client hello of 508, of which nothing but zeros follow. */
    private static final byte[] BEGINNING = {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private static final int LENGTH = 517;

    private SlowHello() {}

    static byte[] bytes() {
        byte[] bytes = new byte[LENGTH];
        System.arraycopy(BEGINNING, 0, bytes, 0, BEGINNING.length);
        return bytes;
    }
}
