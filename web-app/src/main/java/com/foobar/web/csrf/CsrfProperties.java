package com.foobar.web.csrf;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Base64;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Protection of the form against posts from other sites.
 *
 * @param key at least 32 random bytes in base64, the same for every instance; belongs in a secret
 *     file
 * @param lifetime how long a page may lie open before its form is refused
 */
@Validated
@ConfigurationProperties("foobar.csrf")
record CsrfProperties(@NotBlank String key, @DefaultValue("12h") Duration lifetime) {

    @AssertTrue(
            message =
                    "foobar.csrf.key must be at least 32 bytes in base64; make one with: openssl"
                            + " rand -base64 32")
    boolean isKeyStrong() {
        try {
            return key == null || keyBytes().length >= 32;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    byte[] keyBytes() {
        return Base64.getDecoder().decode(key.strip());
    }

    /** Leaves the key out, so that it reaches no log. */
    @Override
    public String toString() {
        return "CsrfProperties[lifetime=%s]".formatted(lifetime);
    }
}
