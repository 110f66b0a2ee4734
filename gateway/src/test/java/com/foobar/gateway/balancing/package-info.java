@NullMarked
package com.foobar.gateway.balancing;

import org.jspecify.annotations.NullMarked;
