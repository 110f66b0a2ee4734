@NullMarked
package com.foobar.web.page;

import org.jspecify.annotations.NullMarked;
