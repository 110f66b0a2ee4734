package com.foobar.gateway.observability;

import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * The id under which a request appears in every log and in its answer. A client's own id is kept if
 * it is a short harmless token; otherwise the gateway makes one: 16 random bytes in hexadecimal.
 */
public final class RequestId {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /** The id of a request that passed the {@link AccessLogFilter}. */
    public static String of(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.<String>getAttribute(ATTRIBUTE));
    }

    static String assign(ServerWebExchange exchange) {
        String id = proposedBy(exchange.getRequest());
        exchange.getAttributes().put(ATTRIBUTE, id);
        return id;
    }

    /** The id that a request proposes if it is acceptable, else a new one. */
    public static String proposedBy(ServerHttpRequest request) {
        return accept(request.getHeaders().getFirst(HEADER));
    }

    /** The proposed id if it is acceptable, else a new one. */
    public static String accept(@Nullable String proposed) {
        return proposed != null && VALID.matcher(proposed).matches() ? proposed : create();
    }

    private static String create() {
        // Not a secret, so that the cheap generator will do.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex(random.nextLong()) + hex(random.nextLong());
    }

    private static String hex(long value) {
        String digits = Long.toHexString(value);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
