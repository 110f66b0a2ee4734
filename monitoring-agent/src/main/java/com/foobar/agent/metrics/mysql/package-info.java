/** Numbers of the MySQL member: work, state, role, lag. */
@NullMarked
package com.foobar.agent.metrics.mysql;

import org.jspecify.annotations.NullMarked;
