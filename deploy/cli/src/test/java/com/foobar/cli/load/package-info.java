@NullMarked
package com.foobar.cli.load;

import org.jspecify.annotations.NullMarked;
