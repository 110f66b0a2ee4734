/** Real servers and certificates for the tests. */
@NullMarked
package com.foobar.gateway.support;

import org.jspecify.annotations.NullMarked;
