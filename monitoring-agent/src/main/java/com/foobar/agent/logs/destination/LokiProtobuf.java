package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.batch.Level;
import io.airlift.compress.v3.snappy.SnappyCompressor;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Loki's push request as its {@code push.proto} has it, compressed in snappy's block format.
 * Written by hand straight from the batch, since a message object per line costs more than all the
 * rest.
 *
 * <pre>
 * PushRequest  { repeated Stream streams = 1; }
 * Stream       { string labels = 1; repeated Entry entries = 2; }
 * Entry        { Timestamp timestamp = 1; string line = 2; repeated LabelPair structuredMetadata = 3; }
 * Timestamp    { int64 seconds = 1; int32 nanos = 2; }
 * LabelPair    { string name = 1; string value = 2; }
 * </pre>
 */
final class LokiProtobuf {

    private static final int FIRST = 1 << 3 | 2;
    private static final int SECOND = 2 << 3 | 2;
    private static final int THIRD = 3 << 3 | 2;
    private static final int FIRST_NUMBER = 1 << 3;
    private static final int SECOND_NUMBER = 2 << 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final byte[] REQUEST_ID = "request_id".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRACE_ID = "trace_id".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] labels;
    private final SnappyCompressor snappy = new SnappyJavaCompressor();
    private byte[] message = new byte[1 << 16];
    private byte[] compressed = {};
    private int at;
    private int length;

    LokiProtobuf(Labels labels) {
        this.labels =
                Arrays.stream(Level.values())
                        .map(it -> labels.stream(it).getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
    }

    /** Encodes; the result is in {@link #bytes} up to {@link #length}, until the next time. */
    void encode(Batch batch, int from, int to) {
        at = 0;
        for (int level = 0; level < labels.length; level++) {
            stream(batch, from, to, level);
        }
        int most = snappy.maxCompressedLength(at);
        if (compressed.length < most) {
            compressed = new byte[most];
        }
        length = snappy.compress(message, 0, at, compressed, 0, most);
    }

    byte[] bytes() {
        return compressed;
    }

    int length() {
        return length;
    }

    private void stream(Batch batch, int from, int to, int level) {
        int size = 0;
        for (int i = from; i < to; i++) {
            if (batch.level(i) == level) {
                int entry = entrySize(batch, i);
                size += 1 + varintSize(entry) + entry;
            }
        }
        if (size == 0) {
            return;
        }
        byte[] label = labels[level];
        size += 1 + varintSize(label.length) + label.length;
        room(size + 16);
        field(FIRST, size);
        field(FIRST, label.length);
        copy(label, 0, label.length);
        for (int i = from; i < to; i++) {
            if (batch.level(i) == level) {
                entry(batch, i);
            }
        }
    }

    private static int entrySize(Batch batch, int i) {
        int line = batch.end(i) - batch.start(i);
        int time = timeSize(batch.nanos(i));
        int size = 1 + varintSize(time) + time + 1 + varintSize(line) + line;
        size += pairFieldSize(REQUEST_ID, batch.requestLength(i));
        return size + pairFieldSize(TRACE_ID, batch.traceLength(i));
    }

    private void entry(Batch batch, int i) {
        field(SECOND, entrySize(batch, i));
        long nanos = batch.nanos(i);
        field(FIRST, timeSize(nanos));
        message[at++] = FIRST_NUMBER;
        varint(Math.floorDiv(nanos, NANOS_PER_SECOND));
        message[at++] = SECOND_NUMBER;
        varint(Math.floorMod(nanos, NANOS_PER_SECOND));
        int line = batch.end(i) - batch.start(i);
        field(SECOND, line);
        copy(batch.text(), batch.start(i), line);
        pair(REQUEST_ID, batch.text(), batch.requestStart(i), batch.requestLength(i));
        pair(TRACE_ID, batch.text(), batch.traceStart(i), batch.traceLength(i));
    }

    private static int timeSize(long nanos) {
        return 2
                + varintSize(Math.floorDiv(nanos, NANOS_PER_SECOND))
                + varintSize(Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static int pairSize(byte[] name, int length) {
        return 1 + varintSize(name.length) + name.length + 1 + varintSize(length) + length;
    }

    private static int pairFieldSize(byte[] name, int length) {
        int size = pairSize(name, length);
        return length == 0 ? 0 : 1 + varintSize(size) + size;
    }

    private void pair(byte[] name, byte[] text, int start, int length) {
        if (length > 0) {
            field(THIRD, pairSize(name, length));
            field(FIRST, name.length);
            copy(name, 0, name.length);
            field(SECOND, length);
            copy(text, start, length);
        }
    }

    private void room(int size) {
        if (message.length - at < size) {
            message = Arrays.copyOf(message, Math.max(2 * message.length, at + size));
        }
    }

    private void copy(byte[] from, int start, int count) {
        System.arraycopy(from, start, message, at, count);
        at += count;
    }

    private void field(int tag, int size) {
        message[at++] = (byte) tag;
        varint(size);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            message[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        message[at++] = (byte) rest;
    }

    private static int varintSize(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }
}
