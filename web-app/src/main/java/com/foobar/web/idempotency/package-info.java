/** Makes a write that is sent twice count once. */
@NullMarked
package com.foobar.web.idempotency;

import org.jspecify.annotations.NullMarked;
