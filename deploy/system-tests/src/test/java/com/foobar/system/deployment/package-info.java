/** A whole site, and what a test may do to it. */
@NullMarked
package com.foobar.system.deployment;

import org.jspecify.annotations.NullMarked;
