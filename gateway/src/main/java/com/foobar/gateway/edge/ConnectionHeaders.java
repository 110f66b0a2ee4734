package com.foobar.gateway.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;

/** Headers that are about one connection (RFC 9110, 7.6.1) and must not travel further. */
final class ConnectionHeaders {

    private static final Set<String> NAMES =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-connection",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings",
                    "expect");

    /** What the server and client put in for themselves. */
    private static final String INTERNAL = "x-http2-";

    private ConnectionHeaders() {}

    /**
     * A copy without them, without those that the Connection header names, and without further
     * ones.
     *
     * @param unwanted which others to leave out, by their name in lower case
     */
    static HttpHeaders strip(HttpHeaders headers, Predicate<String> unwanted) {
        Set<String> named = new HashSet<>();
        for (String option : headers.getConnection()) {
            named.add(option.toLowerCase(Locale.ROOT));
        }
        HttpHeaders kept = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : headers.headerSet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            boolean stays = NAMES.contains(name) || named.contains(name);
            if (!stays && !name.startsWith(INTERNAL) && !unwanted.test(name)) {
                kept.addAll(header.getKey(), header.getValue());
            }
        }
        return kept;
    }
}
