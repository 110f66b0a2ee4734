package com.foobar.agent.metrics;

import java.util.ArrayList;
import java.util.List;

/** What is read from a source, as it comes together. */
public final class Samples {

    private final List<Sample> samples = new ArrayList<>();

    /** Adds one; labels as name, value, name, value. */
    public void add(String name, double value, String... labels) {
        samples.add(new Sample(Series.of(name, labels), value));
    }

    public void add(Sample sample) {
        samples.add(sample);
    }

    public List<Sample> toList() {
        return List.copyOf(samples);
    }
}
