@NullMarked
package com.foobar.agent.metrics.scrape;

import org.jspecify.annotations.NullMarked;
