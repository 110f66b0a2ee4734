package com.foobar.cli.load;

/** The longest time between two successes, the beginning and the end counted as such. */
final class Gap {

    private long last;
    private long longest;

    void success(long time) {
        longest = longestUntil(time);
        last = Math.max(last, time);
    }

    long longestUntil(long time) {
        return Math.max(longest, time - last);
    }
}
