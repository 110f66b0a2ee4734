@NullMarked
package com.foobar.agent.logs.redact;

import org.jspecify.annotations.NullMarked;
