@NullMarked
package com.foobar.web.csrf;

import org.jspecify.annotations.NullMarked;
