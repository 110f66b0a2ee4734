@NullMarked
package com.foobar.gateway;

import org.jspecify.annotations.NullMarked;
