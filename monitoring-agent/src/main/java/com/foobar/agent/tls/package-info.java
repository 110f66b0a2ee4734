/** Who the agent is towards those it sends to, and whom it trusts. */
@NullMarked
package com.foobar.agent.tls;

import org.jspecify.annotations.NullMarked;
