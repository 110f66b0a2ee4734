/** What must not leave the machine, found and replaced in linear time. */
@NullMarked
package com.foobar.agent.logs.redact;

import org.jspecify.annotations.NullMarked;
