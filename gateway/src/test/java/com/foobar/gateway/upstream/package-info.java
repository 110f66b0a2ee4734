@NullMarked
package com.foobar.gateway.upstream;

import org.jspecify.annotations.NullMarked;
