/** What watches the site: rules, dashboards, and the numbers that they stand on. */
@NullMarked
package com.foobar.system.observability;

import org.jspecify.annotations.NullMarked;
