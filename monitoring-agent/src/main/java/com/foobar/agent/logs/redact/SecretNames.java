package com.foobar.agent.logs.redact;

import java.util.ArrayList;
import java.util.List;

/**
 * Names whose values are secret. Only the end of a name counts, so that {@code db.password}, {@code
 * accessToken} and {@code X-Api-Key} are found, and {@code password_length} is not.
 */
final class SecretNames {

    private static final List<String> ENDINGS =
            List.of(
                    "password",
                    "passwd",
                    "pwd",
                    "passphrase",
                    "passcode",
                    "secret",
                    "token",
                    "apikey",
                    "accesskey",
                    "secretkey",
                    "privatekey",
                    "signingkey",
                    "authorization",
                    "credential",
                    "credentials",
                    "cookie",
                    "sessionid");

    /** By their last letter, which turns most names away at once. */
    private static final byte[][][] BY_LAST_LETTER = new byte[128][][];

    static {
        for (int letter = 0; letter < BY_LAST_LETTER.length; letter++) {
            List<byte[]> endings = new ArrayList<>();
            for (String ending : ENDINGS) {
                if (ending.charAt(ending.length() - 1) == letter) {
                    endings.add(Bytes.ascii(ending));
                }
            }
            BY_LAST_LETTER[letter] = endings.toArray(byte[][]::new);
        }
    }

    private SecretNames() {}

    /** Whether the name that ends before {@code end} is one of them. */
    static boolean endsAt(byte[] text, int from, int end) {
        if (end <= from) {
            return false;
        }
        byte last = Bytes.lower(text[end - 1]);
        if (last < 0) {
            return false;
        }
        for (byte[] ending : BY_LAST_LETTER[last]) {
            if (endsWith(text, from, end, ending)) {
                return true;
            }
        }
        return false;
    }

    /** Underscores and hyphens inside the name do not count: api_key, api-key, apiKey. */
    private static boolean endsWith(byte[] text, int from, int end, byte[] ending) {
        int at = end - 1;
        for (int i = ending.length - 1; i >= 0; i--) {
            while (at >= from && i < ending.length - 1 && (text[at] == '_' || text[at] == '-')) {
                at--;
            }
            if (at < from || Bytes.lower(text[at]) != ending[i]) {
                return false;
            }
            at--;
        }
        return true;
    }
}
