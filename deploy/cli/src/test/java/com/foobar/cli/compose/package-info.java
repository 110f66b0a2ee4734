@NullMarked
package com.foobar.cli.compose;

import org.jspecify.annotations.NullMarked;
