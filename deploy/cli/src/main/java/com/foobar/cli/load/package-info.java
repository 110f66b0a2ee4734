/**
 * Bounded, open-loop load: requests leave when the plan says, whether or not earlier ones were
 * answered, as the requests of independent people do.
 */
@NullMarked
package com.foobar.cli.load;

import org.jspecify.annotations.NullMarked;
