/** Ships the log files of this server: tail, redact, batch, deliver at least once. */
@NullMarked
package com.foobar.agent.logs;

import org.jspecify.annotations.NullMarked;
