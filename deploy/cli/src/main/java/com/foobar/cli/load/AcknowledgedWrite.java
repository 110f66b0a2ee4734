package com.foobar.cli.load;

/**
 * A message that the site said it has stored: it has to be there from now on, exactly once.
 *
 * @param idempotencyKey the key sent with it, which is also part of its text
 * @param messageId the id that the site gave it
 */
public record AcknowledgedWrite(String idempotencyKey, String messageId) {}
