/**
 * Reads the numbers of what stands beside the agent and hands them on; one source never stops
 * another.
 */
@NullMarked
package com.foobar.agent.metrics;

import org.jspecify.annotations.NullMarked;
