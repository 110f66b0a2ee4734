/**
 * A log store for where there is no Loki: speaks Loki's push interface, keeps lines in files that
 * {@code ./foobar logs} searches. A program of its own, without Spring.
 */
@NullMarked
package com.foobar.agent.store;

import org.jspecify.annotations.NullMarked;
