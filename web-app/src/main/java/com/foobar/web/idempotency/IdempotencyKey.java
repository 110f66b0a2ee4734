package com.foobar.web.idempotency;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client calls one write, so that sending it again does not do it again. 1 to 128 visible
 * ASCII characters; quotes around it are optional, as the IETF draft "The Idempotency-Key HTTP
 * Header Field" has them.
 */
public record IdempotencyKey(String value) {

    /** Of the request header, and of the answer that says it is a repeated one. */
    public static final String HEADER = "Idempotency-Key";

    public static final String REPLAYED_HEADER = "Idempotency-Replayed";

    private static final Pattern VALID = Pattern.compile("[!#-~]{1,128}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public IdempotencyKey {
        if (!VALID.matcher(value).matches()) {
            throw new InvalidIdempotencyKeyException();
        }
    }

    public static IdempotencyKey random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new IdempotencyKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The key that the client sent, or a new one, which makes our own retries safe all the same.
     *
     * @throws InvalidIdempotencyKeyException if it sent something else
     */
    public static IdempotencyKey of(@Nullable String sent) {
        if (sent == null) {
            return random();
        }
        boolean quoted = sent.length() > 2 && sent.startsWith("\"") && sent.endsWith("\"");
        return new IdempotencyKey(quoted ? sent.substring(1, sent.length() - 1) : sent);
    }
}
