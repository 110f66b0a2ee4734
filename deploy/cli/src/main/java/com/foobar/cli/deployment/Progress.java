package com.foobar.cli.deployment;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What a person sees while things start: a line for each finished step with its time, and, while
 * something is awaited, who is awaited and why: rewritten in place on a terminal, every few seconds
 * elsewhere.
 */
public final class Progress {

    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean terminal;
    private long lastPlain = System.nanoTime();
    private boolean transientLine;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Nobody looks. */
    public static Progress silent() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
    }

    public synchronized void say(String line) {
        clear();
        out.println(line);
    }

    /** A step that is finished. */
    public synchronized void done(String what, String detail, Duration time) {
        clear();
        out.printf(Locale.ROOT, "  ok  %-20s %-34s %6.1f s%n", what, detail, seconds(time));
    }

    public synchronized void waiting(String line, Duration time) {
        if (terminal) {
            clear();
            String text = String.format(Locale.ROOT, "  ..  %s (%.0f s)", line, seconds(time));
            out.print(text.length() > 110 ? text.substring(0, 107) + "..." : text);
            out.flush();
            transientLine = true;
        } else if (System.nanoTime() - lastPlain > PLAIN_INTERVAL.toNanos()) {
            lastPlain = System.nanoTime();
            out.printf(Locale.ROOT, "  ..  %s (%.0f s)%n", line, seconds(time));
        }
    }

    private void clear() {
        if (transientLine) {
            out.print("\r\033[K");
            transientLine = false;
        }
        lastPlain = System.nanoTime();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
