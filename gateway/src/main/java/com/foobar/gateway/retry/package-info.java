/** Decides whether a failed attempt may be repeated on another upstream. */
@NullMarked
package com.foobar.gateway.retry;

import org.jspecify.annotations.NullMarked;
