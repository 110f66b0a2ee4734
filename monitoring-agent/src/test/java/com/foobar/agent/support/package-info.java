@NullMarked
package com.foobar.agent.support;

import org.jspecify.annotations.NullMarked;
