package com.foobar.web.csrf;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Signed double-submit tokens (OWASP's name): {@code issued "." HMAC-SHA256(key, client "."
 * issued)}, where the client's id is in a cookie that no other site can set or read. Any instance
 * with the same key can check what another one issued, and nothing is stored.
 */
@Component
class CsrfTokens {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Duration lifetime;
    private final Clock clock;

    CsrfTokens(CsrfProperties properties, Clock clock) {
        this.key = new SecretKeySpec(properties.keyBytes(), ALGORITHM);
        this.lifetime = properties.lifetime();
        this.clock = clock;
    }

    String issue(String client) {
        String issued = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        return issued + "." + sign(client, issued);
    }

    boolean isValid(String client, String token) {
        int dot = token.indexOf('.');
        if (dot < 1 || dot > 12 || token.length() > 80) {
            return false;
        }
        String issued = token.substring(0, dot);
        byte[] expected = sign(client, issued).getBytes(StandardCharsets.US_ASCII);
        byte[] actual = token.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        // Always the whole comparison first, so that time tells nothing about the signature.
        return MessageDigest.isEqual(expected, actual) && isFresh(issued);
    }

    private boolean isFresh(String issued) {
        Instant then = Instant.ofEpochSecond(Long.parseLong(issued, Character.MAX_RADIX));
        return clock.instant().isBefore(then.plus(lifetime));
    }

    private String sign(String client, String issued) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] signature =
                    mac.doFinal((client + "." + issued).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
