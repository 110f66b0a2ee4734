@NullMarked
package com.foobar.agent.logs;

import org.jspecify.annotations.NullMarked;
