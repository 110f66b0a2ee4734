package com.foobar.gateway.ops;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of elsewhere away from the management port. It has no password, because only the
 * machine itself reaches it; but a browser on the machine does what any page tells it. Pure.
 *
 * <p>Two ways are closed. A page posts to an address of the loopback: the browser then names the
 * page's origin, which must be ours. A page's own name is made to resolve to the loopback ("DNS
 * rebinding"), so that the origins are the same: the Host header then carries that name, and only
 * literal addresses and known names are served. A client that is no browser sends neither.
 */
final class OriginGuard {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names;

    OriginGuard(Collection<String> names) {
        this.names =
                names.stream()
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Why a request is not served; empty if it is.
     *
     * @param host the Host header, the port included
     * @param origin the Origin header
     * @param site the Sec-Fetch-Site header
     */
    Optional<String> refusal(
            String method, @Nullable String host, @Nullable String origin, @Nullable String site) {
        if (host == null || !isKnown(host)) {
            return Optional.of("This port answers to addresses and known names only.");
        }
        if (SAFE.contains(method)) {
            return Optional.empty();
        }
        boolean own = origin == null || isOrigin(origin, host);
        boolean near = site == null || site.equals("same-origin") || site.equals("none");
        return own && near
                ? Optional.empty()
                : Optional.of("Only this page itself may ask for a change.");
    }

    private boolean isKnown(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        return LITERAL.matcher(name).matches() || names.contains(name);
    }

    private static boolean isOrigin(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
