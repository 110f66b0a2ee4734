package com.foobar.cli.drill;

import java.time.Duration;

/**
 * When what happened in a drill, on the clock of its load: <i>before</i> the fault, once the load
 * has settled; <i>during</i> it, until its repair begins; and <i>after</i> everything is healthy
 * again.
 *
 * @param settled from here on the load is steady and the site is used to it
 * @param broken the fault begins
 * @param undone its repair begins; for a change that is its own repair, such as a restart, its end
 * @param healthy every component is healthy again
 * @param ended the last request was sent
 */
public record Marks(
        Duration settled, Duration broken, Duration undone, Duration healthy, Duration ended) {}
