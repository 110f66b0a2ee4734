package com.foobar.agent.logs.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first bytes of a file, as far as they were written when it was looked at: a log only grows,
 * so they never change.
 *
 * @param length how many, up to {@link #LONGEST}
 * @param hash 64 bits of their SHA-256
 */
record Head(int length, long hash) {

    static final int LONGEST = 256;

    /** Too few bytes to know a file by them alone. */
    private static final int TELLING = 64;

    static final Head NONE = new Head(0, 0);

    boolean isTelling() {
        return length >= TELLING;
    }

    static Head of(FileChannel channel, long size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(LONGEST, size));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
            // Until it is full, or the file ends.
        }
        return of(bytes.flip());
    }

    private static Head of(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return NONE;
        }
        int length = bytes.remaining();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return new Head(length, ByteBuffer.wrap(digest.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean matches(FileChannel channel) throws IOException {
        return equals(of(channel, length));
    }

    static Head of(Path path, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            return of(channel, size);
        }
    }

    boolean matches(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            return matches(channel);
        }
    }
}
