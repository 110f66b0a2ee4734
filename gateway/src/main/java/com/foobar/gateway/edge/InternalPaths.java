package com.foobar.gateway.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.util.StringUtils;

/**
 * The paths that are for watching the servers and not for the public. Compared after decoding and
 * tidying, so that another spelling of the same path does not get through.
 */
final class InternalPaths {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> INTERNAL = List.of("/livez", "/readyz", "/actuator");

    private InternalPaths() {}

    static boolean contain(String rawPath) {
        String path = tidy(rawPath);
        return INTERNAL.stream().anyMatch(it -> path.equals(it) || path.startsWith(it + "/"));
    }

    private static String tidy(String rawPath) {
        if (isPlain(rawPath)) {
            return rawPath;
        }
        String decoded = rawPath;
        try {
            decoded = StringUtils.uriDecode(rawPath, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not a valid encoding: no upstream takes it for one of these paths either.
        }
        String tidy =
                StringUtils.cleanPath(
                        decoded.toLowerCase(Locale.ROOT)
                                .replace('\\', '/')
                                .replaceAll(";[^/]*", "")
                                .replaceAll("/{2,}", "/"));
        return tidy.length() > 1 && tidy.endsWith("/")
                ? tidy.substring(0, tidy.length() - 1)
                : tidy;
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean plain = PLAIN.indexOf(c) >= 0;
            boolean separator = c == '/' && (i == 0 || path.charAt(i - 1) != '/');
            if (!plain && !separator) {
                return false;
            }
        }
        return true;
    }
}
