@NullMarked
package com.foobar.cli.drill;

import org.jspecify.annotations.NullMarked;
