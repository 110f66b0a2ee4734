package com.foobar.agent.metrics;

import java.util.List;

/** How an attempt to read a source ended. */
sealed interface Reading {

    record Read(List<Sample> samples) implements Reading {}

    record Failed(String reason) implements Reading {}
}
