package com.foobar.web.observability;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The name of one request, the same in every log it passes. */
public final class RequestId {

    static final String HEADER = "X-Request-Id";

    /** Its key among the fields of each log line. */
    static final String FIELD = "http.request.id";

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /** Of the request that this thread works for; empty outside a request. */
    public static String current() {
        String id = MDC.get(FIELD);
        return id == null ? "" : id;
    }

    /** The one that came along, if it is one; otherwise a new one. */
    static String of(@Nullable String sent) {
        return sent != null && VALID.matcher(sent).matches() ? sent : random();
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
