package com.foobar.cli.certificates;

import com.foobar.cli.UserError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Waits until every server of a running site shows the certificate that was issued last. */
public final class RotationWait {

    /** Asks a MySQL member until when the certificate that it shows is valid, as OpenSSL prints. */
    public static final String MEMBER_SQL =
            "SELECT VARIABLE_VALUE FROM performance_schema.global_status"
                    + " WHERE VARIABLE_NAME = 'Ssl_server_not_after'";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private RotationWait() {}

    /**
     * Returns when none is late any more.
     *
     * @param late names those that still show an old one
     * @throws UserError if some are late after a minute
     */
    public static void await(Supplier<List<String>> late, Duration poll)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(LIMIT);
        for (List<String> some = late.get(); !some.isEmpty(); some = late.get()) {
            if (Instant.now().isAfter(deadline)) {
                throw new UserError(
                        "%s still show their old certificates after %d s"
                                .formatted(String.join(", ", some), LIMIT.toSeconds()),
                        "./foobar logs says why; ./foobar restart NAME makes it read the new one");
            }
            Thread.sleep(poll);
        }
    }
}
