/** Alerts of Prometheus, written into the log: from there they go where all lines go. */
@NullMarked
package com.foobar.agent.alerts;

import org.jspecify.annotations.NullMarked;
