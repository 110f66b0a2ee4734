/** Which servlet container serves this instance, and what the second one needs to be its equal. */
@NullMarked
package com.foobar.web.container;

import org.jspecify.annotations.NullMarked;
