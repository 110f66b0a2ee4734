@NullMarked
package com.foobar.web.tls;

import org.jspecify.annotations.NullMarked;
