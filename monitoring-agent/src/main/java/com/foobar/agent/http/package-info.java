/** HTTP as client, for those who send and those who read. */
@NullMarked
package com.foobar.agent.http;

import org.jspecify.annotations.NullMarked;
