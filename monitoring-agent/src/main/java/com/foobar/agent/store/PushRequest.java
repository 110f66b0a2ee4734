package com.foobar.agent.store;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyJavaDecompressor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Loki's push request: protobuf in snappy's block format. */
final class PushRequest {

    /** What may come out of a request; Loki's bound for a message is smaller. */
    private static final int LARGEST = 32 << 20;

    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private PushRequest() {}

    /**
     * The lines of a request.
     *
     * @throws IllegalArgumentException or {@link IndexOutOfBoundsException} if it is none
     */
    static List<StoredLine> decode(byte[] compressed) {
        byte[] bytes = uncompressed(compressed);
        List<StoredLine> lines = new ArrayList<>();
        Message request = new Message(bytes, 0, bytes.length);
        while (request.next()) {
            if (request.field() == 1) {
                stream(request.message(), lines);
            }
        }
        return lines;
    }

    private static byte[] uncompressed(byte[] compressed) {
        SnappyJavaDecompressor snappy = new SnappyJavaDecompressor();
        try {
            int length = snappy.getUncompressedLength(compressed, 0);
            if (length < 0 || length > LARGEST) {
                throw new IllegalArgumentException("too large");
            }
            byte[] bytes = new byte[length];
            int read = snappy.decompress(compressed, 0, compressed.length, bytes, 0, length);
            return Arrays.copyOf(bytes, read);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("not compressed by snappy", e);
        }
    }

    private static void stream(Message stream, List<StoredLine> lines) {
        String labels = "";
        while (stream.next()) {
            if (stream.field() == 1) {
                labels = stream.text();
            } else if (stream.field() == 2) {
                lines.add(entry(stream.message(), labels));
            }
        }
    }

    private static StoredLine entry(Message entry, String labels) {
        long nanos = 0;
        String line = "";
        String request = "";
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> nanos = nanos(entry.message());
                case 2 -> line = entry.text();
                case 3 -> {
                    String[] pair = pair(entry.message());
                    request = pair[0].equals("request_id") ? pair[1] : request;
                }
                default -> {}
            }
        }
        return new StoredLine(
                nanos,
                label(labels, "service"),
                label(labels, "server"),
                label(labels, "level"),
                request,
                line);
    }

    private static long nanos(Message timestamp) {
        long nanos = 0;
        while (timestamp.next()) {
            nanos +=
                    timestamp.field() == 1
                            ? 1_000_000_000 * timestamp.number()
                            : timestamp.number();
        }
        return nanos;
    }

    private static String[] pair(Message pair) {
        String[] words = {"", ""};
        while (pair.next()) {
            words[pair.field() == 1 ? 0 : 1] = pair.text();
        }
        return words;
    }

    private static String label(String labels, String name) {
        Matcher matcher = LABEL.matcher(labels);
        while (matcher.find()) {
            if (matcher.group(1).equals(name)) {
                return matcher.group(2);
            }
        }
        return "";
    }

    /** A protobuf message, field by field; numbers and everything with a length are enough here. */
    private static final class Message {

        private final byte[] bytes;
        private final int end;
        private int at;
        private int field;
        private long value;

        Message(byte[] bytes, int start, int end) {
            this.bytes = bytes;
            this.at = start;
            this.end = end;
        }

        boolean next() {
            if (at >= end) {
                return false;
            }
            long tag = varint();
            field = (int) (tag >>> 3);
            value = varint();
            switch ((int) tag & 7) {
                case 0 -> {}
                case 2 -> {
                    if (value < 0 || value > end - at) {
                        throw new IllegalArgumentException("field beyond the end");
                    }
                    at += (int) value;
                }
                default -> throw new IllegalArgumentException("unknown kind of field");
            }
            return true;
        }

        int field() {
            return field;
        }

        long number() {
            return value;
        }

        String text() {
            return new String(bytes, at - (int) value, (int) value, StandardCharsets.UTF_8);
        }

        Message message() {
            return new Message(bytes, at - (int) value, at);
        }

        private long varint() {
            long result = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte b = bytes[at++];
                result |= (b & 0x7fL) << shift;
                if (b >= 0) {
                    return result;
                }
            }
            throw new IllegalArgumentException("number too long");
        }
    }
}
