@NullMarked
package com.foobar.cli;

import org.jspecify.annotations.NullMarked;
