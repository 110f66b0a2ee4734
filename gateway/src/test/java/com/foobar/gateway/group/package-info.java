@NullMarked
package com.foobar.gateway.group;

import org.jspecify.annotations.NullMarked;
