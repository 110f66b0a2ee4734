package com.foobar.agent.logs.batch;

import com.foobar.agent.logs.redact.Redactor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of one source in the order of their files, redacted, in one block of memory that is used
 * again and again. Everything else about a line is a number in an array beside it.
 *
 * <p>Not for more than one thread.
 */
public final class Batch {

    private static final int FIRST_LINES = 4096;
    private static final byte[] CUT = "…[cut]".getBytes(StandardCharsets.UTF_8);

    private final int capacity;
    private final int longestLine;
    private final Redactor redactor;
    private final Fields fields = new Fields();
    private byte[] text;
    private int used;
    private int size;
    private int[] starts = new int[FIRST_LINES];
    private int[] ends = new int[FIRST_LINES];
    private long[] nanos = new long[FIRST_LINES];
    private byte[] levels = new byte[FIRST_LINES];
    private int[] requestStarts = new int[FIRST_LINES];
    private int[] traceStarts = new int[FIRST_LINES];
    private byte[] requestLengths = new byte[FIRST_LINES];
    private byte[] traceLengths = new byte[FIRST_LINES];
    private long lastNanos;

    /**
     * An empty batch.
     *
     * @param capacity bytes of text after which it is full
     * @param longestLine bytes after which a line is cut
     */
    public Batch(int capacity, int longestLine, Redactor redactor) {
        this.capacity = capacity;
        this.longestLine = longestLine;
        this.redactor = redactor;
        text = new byte[capacity + longestLine + CUT.length];
    }

    public void clear() {
        used = 0;
        size = 0;
    }

    public boolean isFull() {
        return used >= capacity;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Lines. */
    public int size() {
        return size;
    }

    /** Bytes of all lines. */
    public int bytes() {
        return used;
    }

    /**
     * Adds a line without its line break, or what may be said of it; an empty one is left out.
     *
     * @param otherwise nanoseconds since 1970 for a line that tells no time and has none before it
     * @return whether the line was longer than allowed, and was cut
     */
    public boolean add(byte[] line, int from, int to, long otherwise) {
        if (from == to) {
            return false;
        }
        int start = used;
        int end;
        // Redacted before it is cut: half a secret would not be recognised.
        if (redactor.isClean(line, from, to)) {
            end = start + Math.min(to - from, longestLine);
            System.arraycopy(line, from, room(end + CUT.length), start, end - start);
        } else {
            end = redactor.write(room(start + redactor.length() + CUT.length), start);
        }
        boolean cut = to - from > longestLine || end - start > longestLine;
        if (cut) {
            end = Math.min(end, start + longestLine);
        }
        if (!redactor.isAscii()) {
            end = repair(start, end);
        }
        if (cut) {
            System.arraycopy(CUT, 0, room(end + CUT.length), end, CUT.length);
            end += CUT.length;
        }
        fields.read(text, start, end, lastNanos == 0 ? otherwise : lastNanos);
        lastNanos = fields.nanos;
        append(start, end);
        return cut;
    }

    /** Bytes that are no UTF-8, as in a damaged file or a cut letter, become replacement marks. */
    private int repair(int start, int end) {
        String decoded = new String(text, start, end - start, StandardCharsets.UTF_8);
        if (decoded.indexOf('\ufffd') < 0) {
            return end;
        }
        byte[] repaired = decoded.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(repaired, 0, room(start + repaired.length), start, repaired.length);
        return start + repaired.length;
    }

    private byte[] room(int needed) {
        if (needed > text.length) {
            text = Arrays.copyOf(text, needed);
        }
        return text;
    }

    private void append(int start, int end) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        ends[size] = end;
        nanos[size] = fields.nanos;
        levels[size] = (byte) fields.level.index();
        requestStarts[size] = fields.requestStart;
        requestLengths[size] = id(fields.requestLength);
        traceStarts[size] = fields.traceStart;
        traceLengths[size] = id(fields.traceLength);
        used = end;
        size++;
    }

    /** What is longer is no id. */
    private static byte id(int length) {
        return length <= 100 ? (byte) length : 0;
    }

    private void grow() {
        int length = 2 * size;
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
        nanos = Arrays.copyOf(nanos, length);
        levels = Arrays.copyOf(levels, length);
        requestStarts = Arrays.copyOf(requestStarts, length);
        requestLengths = Arrays.copyOf(requestLengths, length);
        traceStarts = Arrays.copyOf(traceStarts, length);
        traceLengths = Arrays.copyOf(traceLengths, length);
    }

    /** The memory that all lines are in. */
    public byte[] text() {
        return text;
    }

    public int start(int index) {
        return starts[index];
    }

    public int end(int index) {
        return ends[index];
    }

    /** Nanoseconds since 1970. */
    public long nanos(int index) {
        return nanos[index];
    }

    /** The {@link Level#index} of its level. */
    public int level(int index) {
        return levels[index];
    }

    public int requestStart(int index) {
        return requestStarts[index];
    }

    /** 0 if the line is of no request. */
    public int requestLength(int index) {
        return requestLengths[index];
    }

    public int traceStart(int index) {
        return traceStarts[index];
    }

    /** 0 if the line is of no trace. */
    public int traceLength(int index) {
        return traceLengths[index];
    }

    public String line(int index) {
        return new String(text, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
    }
}
