/** The way to Prometheus: remote write 1.0, bounded in memory. */
@NullMarked
package com.foobar.agent.metrics.remotewrite;

import org.jspecify.annotations.NullMarked;
