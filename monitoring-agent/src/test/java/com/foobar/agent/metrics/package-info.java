@NullMarked
package com.foobar.agent.metrics;

import org.jspecify.annotations.NullMarked;
