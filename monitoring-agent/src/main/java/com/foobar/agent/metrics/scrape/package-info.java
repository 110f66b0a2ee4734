/**
 * Numbers that programs export in Prometheus' formats: over loopback, from a file, from ourselves.
 */
@NullMarked
package com.foobar.agent.metrics.scrape;

import org.jspecify.annotations.NullMarked;
