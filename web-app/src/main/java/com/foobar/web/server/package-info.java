/** Which server this is. */
@NullMarked
package com.foobar.web.server;

import org.jspecify.annotations.NullMarked;
