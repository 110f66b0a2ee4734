package com.foobar.web.idempotency;

/**
 * What came of a write.
 *
 * @param resource id of what it made
 * @param replayed whether it was made by an earlier request with the same key
 */
public record Outcome(long resource, boolean replayed) {}
