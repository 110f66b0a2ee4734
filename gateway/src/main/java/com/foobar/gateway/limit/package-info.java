/** Bounds on what one client may send, and how slowly. */
@NullMarked
package com.foobar.gateway.limit;

import org.jspecify.annotations.NullMarked;
