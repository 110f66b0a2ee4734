/** Request ids, the access log, and the gateway's two meters. */
@NullMarked
package com.foobar.gateway.observability;

import org.jspecify.annotations.NullMarked;
