/** The promises, as tests over a running deployment. */
@NullMarked
package com.foobar.system;

import org.jspecify.annotations.NullMarked;
