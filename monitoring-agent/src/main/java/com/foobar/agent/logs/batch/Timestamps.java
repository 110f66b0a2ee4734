package com.foobar.agent.logs.batch;

import java.time.LocalDate;

/** ISO 8601 in UTC, as {@code 2026-11-25T14:41:01.572180006Z}, without making an object for it. */
final class Timestamps {

    private static final int TO_SECOND = 19;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long SECONDS_PER_DAY = 86_400;

    /** Lines in a row are of the same day. */
    private static volatile CachedDay cached = new CachedDay(0, 0);

    private record CachedDay(int date, long epochDay) {}

    private Timestamps() {}

    /** Nanoseconds since 1970; {@link Long#MIN_VALUE} if no time stands at the start. */
    static long nanos(byte[] text, int start, int end) {
        if (end - start < TO_SECOND + 1
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || text[start + 10] != 'T'
                || text[start + 13] != ':'
                || text[start + 16] != ':') {
            return Long.MIN_VALUE;
        }
        int year = number(text, start, 4);
        int month = number(text, start + 5, 2);
        int day = number(text, start + 8, 2);
        int hour = number(text, start + 11, 2);
        int minute = number(text, start + 14, 2);
        int second = number(text, start + 17, 2);
        if ((year | month | day | hour | minute | second) < 0
                || year < 1970
                || year > 2261
                || month < 1
                || month > 12
                || day < 1
                || day > 31
                || hour > 23
                || minute > 59
                || second > 60) {
            return Long.MIN_VALUE;
        }
        int at = start + TO_SECOND;
        long fraction = 0;
        if (text[at] == '.') {
            at++;
            int digits = 0;
            while (at < end && digits < 9 && text[at] >= '0' && text[at] <= '9') {
                fraction = 10 * fraction + text[at] - '0';
                digits++;
                at++;
            }
            for (; digits < 9; digits++) {
                fraction *= 10;
            }
        }
        if (at >= end || text[at] != 'Z') {
            return Long.MIN_VALUE;
        }
        long seconds =
                SECONDS_PER_DAY * epochDay(year, month, day) + 3600L * hour + 60L * minute + second;
        return NANOS_PER_SECOND * seconds + fraction;
    }

    private static long epochDay(int year, int month, int day) {
        int date = 10_000 * year + 100 * month + day;
        CachedDay known = cached;
        if (known.date() != date) {
            known = new CachedDay(date, LocalDate.of(year, month, 1).toEpochDay() + day - 1);
            cached = known;
        }
        return known.epochDay();
    }

    /** Negative if there is anything but digits. */
    private static int number(byte[] text, int start, int length) {
        int number = 0;
        for (int i = start; i < start + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
