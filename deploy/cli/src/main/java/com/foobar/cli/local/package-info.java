/** The local deployment: the programs of the picture as plain processes on loopback. */
@NullMarked
package com.foobar.cli.local;

import org.jspecify.annotations.NullMarked;
