/** Real servers and certificates for the tests. */
@NullMarked
package com.foobar.web.support;

import org.jspecify.annotations.NullMarked;
