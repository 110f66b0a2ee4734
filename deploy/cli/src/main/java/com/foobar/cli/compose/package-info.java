/** The site as containers. */
@NullMarked
package com.foobar.cli.compose;

import org.jspecify.annotations.NullMarked;
