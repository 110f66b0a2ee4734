@NullMarked
package com.foobar.gateway.health;

import org.jspecify.annotations.NullMarked;
