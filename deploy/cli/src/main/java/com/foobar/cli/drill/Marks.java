package com.foobar.cli.drill;

import java.time.Duration;

/**
 * When what happened in a drill, on the clock of its load. <i>Before</i> the fault, <i>during</i>
 * it until its repair begins, and <i>after</i> everything is healthy again.
 *
 * @param broken the fault begins
 * @param undone its repair begins; for a change that is its own repair, such as a restart, its end
 * @param healthy every component is healthy again
 * @param ended the last request was sent
 */
public record Marks(Duration broken, Duration undone, Duration healthy, Duration ended) {}
