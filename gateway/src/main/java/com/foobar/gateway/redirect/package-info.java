/** The plain http port, which only sends clients to https. */
@NullMarked
package com.foobar.gateway.redirect;

import org.jspecify.annotations.NullMarked;
