/**
 * The local certificate authority: one CA for each installation, one short-lived leaf for each
 * program.
 */
@NullMarked
package com.foobar.cli.certificates;

import org.jspecify.annotations.NullMarked;
