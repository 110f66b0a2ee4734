/** Request id, access log, metrics of requests. */
@NullMarked
package com.foobar.web.observability;

import org.jspecify.annotations.NullMarked;
