@NullMarked
package com.foobar.agent.metrics.host;

import org.jspecify.annotations.NullMarked;
