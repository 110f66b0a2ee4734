package com.foobar.agent.metrics.host;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Samples;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceException;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All collectors, one after the other. One that fails says so in {@code
 * node_scrape_collector_success} and the others go on; the source is down only if all fail.
 */
record HostSource(List<Collector> collectors) implements Source {

    private static final Logger log = LoggerFactory.getLogger(HostSource.class);

    @Override
    public String name() {
        return "host";
    }

    @Override
    public List<Sample> read() throws SourceException {
        Samples samples = new Samples();
        int failed = 0;
        for (Collector collector : collectors) {
            boolean succeeded = collect(collector, samples);
            failed += succeeded ? 0 : 1;
            samples.add(
                    "node_scrape_collector_success",
                    succeeded ? 1 : 0,
                    "collector",
                    collector.name());
        }
        if (failed == collectors.size()) {
            throw new SourceException("no collector could read anything");
        }
        return samples.toList();
    }

    private static boolean collect(Collector collector, Samples samples) {
        try {
            collector.collect(samples);
            return true;
        } catch (IOException | RuntimeException e) {
            log.debug("collector {} failed", collector.name(), e);
            return false;
        }
    }
}
