@NullMarked
package com.foobar.agent.logs.destination;

import org.jspecify.annotations.NullMarked;
