@NullMarked
package com.foobar.gateway.observability;

import org.jspecify.annotations.NullMarked;
