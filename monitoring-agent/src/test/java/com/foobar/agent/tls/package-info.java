@NullMarked
package com.foobar.agent.tls;

import org.jspecify.annotations.NullMarked;
