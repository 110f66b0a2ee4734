@NullMarked
package com.foobar.cli.certificates;

import org.jspecify.annotations.NullMarked;
