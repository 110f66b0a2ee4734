/** Lines on their way: what is known of each, many at a time. */
@NullMarked
package com.foobar.agent.logs.batch;

import org.jspecify.annotations.NullMarked;
