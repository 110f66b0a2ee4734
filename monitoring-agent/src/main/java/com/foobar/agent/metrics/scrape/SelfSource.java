package com.foobar.agent.metrics.scrape;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** What the agent says of itself, taken the way it takes it from others. */
record SelfSource(PrometheusMeterRegistry meters) implements Source {

    @Override
    public String name() {
        return "agent";
    }

    @Override
    public List<Sample> read() throws SourceException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            meters.scrape(bytes, Exposition.CONTENT_TYPE);
            return Exposition.parse(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new SourceException("the agent's own meters cannot be read", e);
        }
    }
}
