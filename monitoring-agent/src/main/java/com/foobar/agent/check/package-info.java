/** {@code --check}: says whether the agent could work with its settings, and ends. */
@NullMarked
package com.foobar.agent.check;

import org.jspecify.annotations.NullMarked;
