@NullMarked
package com.foobar.agent.alerts;

import org.jspecify.annotations.NullMarked;
