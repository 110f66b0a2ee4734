@NullMarked
package com.foobar.web.observability;

import org.jspecify.annotations.NullMarked;
