@NullMarked
package com.foobar.agent;

import org.jspecify.annotations.NullMarked;
