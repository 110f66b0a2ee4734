/** Whether the agent lives and works, for those who start it and those who watch it. */
@NullMarked
package com.foobar.agent.health;

import org.jspecify.annotations.NullMarked;
