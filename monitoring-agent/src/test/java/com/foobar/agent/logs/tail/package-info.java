@NullMarked
package com.foobar.agent.logs.tail;

import org.jspecify.annotations.NullMarked;
