@NullMarked
package com.foobar.agent.store;

import org.jspecify.annotations.NullMarked;
