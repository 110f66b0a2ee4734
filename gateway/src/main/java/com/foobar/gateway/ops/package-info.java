/**
 * The page {@code /ops} on the management port: the system as it is now, for people, terminals and
 * programs, and the buttons to drain and restore an upstream.
 */
@NullMarked
package com.foobar.gateway.ops;

import org.jspecify.annotations.NullMarked;
