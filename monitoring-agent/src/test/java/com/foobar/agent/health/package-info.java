@NullMarked
package com.foobar.agent.health;

import org.jspecify.annotations.NullMarked;
