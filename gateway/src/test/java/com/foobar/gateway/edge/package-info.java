@NullMarked
package com.foobar.gateway.edge;

import org.jspecify.annotations.NullMarked;
