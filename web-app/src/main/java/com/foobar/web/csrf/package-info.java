/** Proof that a posted form came from a page of this site, without a session. */
@NullMarked
package com.foobar.web.csrf;

import org.jspecify.annotations.NullMarked;
