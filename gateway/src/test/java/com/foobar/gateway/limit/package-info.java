@NullMarked
package com.foobar.gateway.limit;

import org.jspecify.annotations.NullMarked;
