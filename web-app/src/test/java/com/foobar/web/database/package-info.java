@NullMarked
package com.foobar.web.database;

import org.jspecify.annotations.NullMarked;
