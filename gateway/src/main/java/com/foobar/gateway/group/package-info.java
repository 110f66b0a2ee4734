/** The MySQL group as the servers tell it: the gateway itself has no way to the database. */
@NullMarked
package com.foobar.gateway.group;

import org.jspecify.annotations.NullMarked;
