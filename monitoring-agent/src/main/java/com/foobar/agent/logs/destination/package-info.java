/** Where lines go, and what is done about every answer. */
@NullMarked
package com.foobar.agent.logs.destination;

import org.jspecify.annotations.NullMarked;
