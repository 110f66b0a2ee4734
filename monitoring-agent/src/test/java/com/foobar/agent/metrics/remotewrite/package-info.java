@NullMarked
package com.foobar.agent.metrics.remotewrite;

import org.jspecify.annotations.NullMarked;
