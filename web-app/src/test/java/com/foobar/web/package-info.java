@NullMarked
package com.foobar.web;

import org.jspecify.annotations.NullMarked;
