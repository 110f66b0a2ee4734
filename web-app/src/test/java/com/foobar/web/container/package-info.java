@NullMarked
package com.foobar.web.container;

import org.jspecify.annotations.NullMarked;
