/** Brings the schema up to date in the background, once per group. */
@NullMarked
package com.foobar.web.migration;

import org.jspecify.annotations.NullMarked;
