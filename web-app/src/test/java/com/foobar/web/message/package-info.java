@NullMarked
package com.foobar.web.message;

import org.jspecify.annotations.NullMarked;
