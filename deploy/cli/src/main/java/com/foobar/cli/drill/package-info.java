/**
 * Drills: break something under load, on purpose, undo it, and compare what people saw of it with
 * what is promised. Deciding (what was seen, whether a promise was kept) is pure; acting goes
 * through {@link com.foobar.cli.drill.Faults}.
 */
@NullMarked
package com.foobar.cli.drill;

import org.jspecify.annotations.NullMarked;
