package com.foobar.gateway.health;

/** What one check found. */
sealed interface CheckResult {

    static CheckResult of(int status) {
        return status == 200 ? new Ready() : new NotReady(status);
    }

    /** The upstream says that it is ready. */
    record Ready() implements CheckResult {}

    /** The upstream itself says that it is not ready. */
    record NotReady(int status) implements CheckResult {}

    /** The upstream said nothing in time: it hangs, or whatever it runs on is busy. */
    record TimedOut(String reason) implements CheckResult {}

    /** The upstream cannot be reached. */
    record Failed(String reason) implements CheckResult {}
}
