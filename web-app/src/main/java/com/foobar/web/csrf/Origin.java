package com.foobar.web.csrf;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, by the headers that browsers set and pages cannot: {@code
 * Sec-Fetch-Site} where there is one, else {@code Origin} against the host that was asked for.
 * Programs send neither and are no danger: nobody can make them post for somebody else.
 */
final class Origin {

    private Origin() {}

    static boolean isForeign(
            @Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        if (fetchSite != null) {
            return !fetchSite.equals("same-origin") && !fetchSite.equals("none");
        }
        return origin != null && (host == null || !authority(origin).equals(withoutPort443(host)));
    }

    private static String authority(String origin) {
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority == null ? "" : withoutPort443(authority);
        } catch (URISyntaxException unreadable) {
            return "";
        }
    }

    private static String withoutPort443(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(":443") ? lower.substring(0, lower.length() - 4) : lower;
    }
}
