@NullMarked
package com.foobar.gateway.redirect;

import org.jspecify.annotations.NullMarked;
