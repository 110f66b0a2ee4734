@NullMarked
package com.foobar.gateway.ops;

import org.jspecify.annotations.NullMarked;
