@NullMarked
package com.foobar.agent.metrics.mysql;

import org.jspecify.annotations.NullMarked;
