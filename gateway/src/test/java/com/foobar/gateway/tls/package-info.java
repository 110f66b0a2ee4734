@NullMarked
package com.foobar.gateway.tls;

import org.jspecify.annotations.NullMarked;
