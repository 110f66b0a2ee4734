/**
 * Numbers of the machine, and of the control groups on it, under the names of node_exporter and
 * cAdvisor.
 */
@NullMarked
package com.foobar.agent.metrics.host;

import org.jspecify.annotations.NullMarked;
