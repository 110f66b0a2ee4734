package com.foobar.gateway.error;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Headers of every answer that is the gateway's own. Answers of the upstreams bring theirs along.
 */
public final class OwnHeaders {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "X-Served-By", "gateway",
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cache-Control", "no-store");

    private OwnHeaders() {}

    public static void forEach(BiConsumer<String, String> header) {
        HEADERS.forEach(header);
    }
}
