/** Work beside the requests, for as long as the program runs. */
@NullMarked
package com.foobar.web.background;

import org.jspecify.annotations.NullMarked;
