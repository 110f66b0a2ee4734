package com.foobar.agent.metrics.remotewrite;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What the receiver made of a request. */
sealed interface Reply {

    record Accepted() implements Reply {}

    /** It will never be accepted: sending it again would be in vain. */
    record Rejected(int status, String reason) implements Reply {}

    /**
     * Not now.
     *
     * @param code the status, or {@code connection} where there was none
     * @param after the least time to wait, as far as the receiver said so
     */
    record TryLater(String code, String reason, Duration after) implements Reply {}

    /** As the specification of remote write has it: 5xx and 429 again, other 4xx never. */
    static Reply of(int status, String body, Optional<String> retryAfter, Instant now) {
        if (status / 100 == 2) {
            return new Accepted();
        }
        String reason = body.lines().findFirst().orElse("").strip();
        return switch (status) {
            // Somebody has to mend the access; until then the numbers are worth keeping.
            case 401, 403, 404, 408, 429 -> later(status, reason, retryAfter, now);
            default ->
                    status / 100 == 4
                            ? new Rejected(status, reason)
                            : later(status, reason, retryAfter, now);
        };
    }

    private static Reply later(
            int status, String reason, Optional<String> retryAfter, Instant now) {
        Duration after = retryAfter.map(it -> wait(it, now)).orElse(Duration.ZERO);
        return new TryLater(String.valueOf(status), reason, after);
    }

    /** Seconds, or a date. */
    private static Duration wait(String header, Instant now) {
        try {
            if (header.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(header));
            }
            Instant then =
                    ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
