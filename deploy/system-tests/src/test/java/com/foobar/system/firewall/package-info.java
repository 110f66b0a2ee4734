/** The firewalls: their rules as text, and in force between network namespaces. */
@NullMarked
package com.foobar.system.firewall;

import org.jspecify.annotations.NullMarked;
