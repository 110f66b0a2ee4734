@NullMarked
package com.foobar.agent.logs.batch;

import org.jspecify.annotations.NullMarked;
