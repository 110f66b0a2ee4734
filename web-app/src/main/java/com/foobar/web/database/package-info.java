/**
 * The MySQL group as this instance sees it: who is primary, who may be read, and how to outlive a
 * change.
 */
@NullMarked
package com.foobar.web.database;

import org.jspecify.annotations.NullMarked;
