/** Chooses an upstream for each request and forwards it, to the next upstream when that is safe. */
@NullMarked
package com.foobar.gateway.balancing;

import org.jspecify.annotations.NullMarked;
