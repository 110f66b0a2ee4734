@NullMarked
package com.foobar.gateway.overload;

import org.jspecify.annotations.NullMarked;
