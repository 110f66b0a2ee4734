/** Nobody waits for a program that is cold: it is warm before it says that it is ready. */
@NullMarked
package com.foobar.web.warmup;

import org.jspecify.annotations.NullMarked;
