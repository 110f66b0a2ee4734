@NullMarked
package com.foobar.web.idempotency;

import org.jspecify.annotations.NullMarked;
