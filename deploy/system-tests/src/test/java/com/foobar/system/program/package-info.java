/** Programs of the checkout and of the system, as a test runs them. */
@NullMarked
package com.foobar.system.program;

import org.jspecify.annotations.NullMarked;
