/** The certificates of this instance, and who may call it. */
@NullMarked
package com.foobar.web.tls;

import org.jspecify.annotations.NullMarked;
