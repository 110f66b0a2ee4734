/** The message board itself: its rules, pages and JSON API. */
@NullMarked
package com.foobar.web.message;

import org.jspecify.annotations.NullMarked;
