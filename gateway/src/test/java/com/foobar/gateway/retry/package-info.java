@NullMarked
package com.foobar.gateway.retry;

import org.jspecify.annotations.NullMarked;
