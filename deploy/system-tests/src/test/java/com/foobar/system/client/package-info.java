/** The site as its clients see it: by HTTP, by TLS, and by SQL. */
@NullMarked
package com.foobar.system.client;

import org.jspecify.annotations.NullMarked;
