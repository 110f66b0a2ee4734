/** The site in containers: who reaches whom, and what each container may do. */
@NullMarked
package com.foobar.system.compose;

import org.jspecify.annotations.NullMarked;
