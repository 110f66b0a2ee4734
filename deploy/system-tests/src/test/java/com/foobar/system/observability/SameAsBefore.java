package com.foobar.system.observability;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a value is that of the last time. */
final class SameAsBefore implements Predicate<Double> {

    private @Nullable Double before;

    @Override
    public boolean test(Double now) {
        boolean same = now.equals(before);
        before = now;
        return same;
    }
}
