/** What becomes of requests when there are more than the site can serve. */
@NullMarked
package com.foobar.gateway.overload;

import org.jspecify.annotations.NullMarked;
