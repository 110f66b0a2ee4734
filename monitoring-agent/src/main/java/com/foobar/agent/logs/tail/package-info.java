/** Log files through rotation, restart and outage: which bytes come next, and how far is safe. */
@NullMarked
package com.foobar.agent.logs.tail;

import org.jspecify.annotations.NullMarked;
