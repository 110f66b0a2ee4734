/** A site of this machine, and what can be asked of it, however it runs. */
@NullMarked
package com.foobar.cli.deployment;

import org.jspecify.annotations.NullMarked;
