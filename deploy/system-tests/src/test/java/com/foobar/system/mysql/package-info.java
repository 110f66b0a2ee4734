/** One real MySQL member, and the programs that look after it. */
@NullMarked
package com.foobar.system.mysql;

import org.jspecify.annotations.NullMarked;
