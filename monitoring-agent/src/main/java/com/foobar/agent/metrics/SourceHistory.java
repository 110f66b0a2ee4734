package com.foobar.agent.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was last seen of one source, and from that what to send: its samples under the agent's
 * labels, {@code up}, and an end for every series that is gone, be it one of many or all of them.
 * Pure but for its memory; for one thread.
 */
final class SourceHistory {

    private final Map<String, String> labels;
    private final int sampleLimit;
    private Set<Series> seen = Set.of();

    /**
     * @param server the label {@code server} of everything
     * @param sampleLimit a source that gives more is not believed: a label has run wild
     */
    SourceHistory(String server, String source, int sampleLimit) {
        this.labels = Map.of("server", server, "source", source);
        this.sampleLimit = sampleLimit;
    }

    /** The same reading, or a failure if it holds more than may be. */
    Reading limited(Reading reading) {
        return reading instanceof Reading.Read(List<Sample> samples) && samples.size() > sampleLimit
                ? new Reading.Failed(
                        "%d samples, more than foobar.agent.metrics.sample-limit=%d"
                                .formatted(samples.size(), sampleLimit))
                : reading;
    }

    List<Sample> toSend(Reading reading, Duration duration) {
        List<Sample> result = new ArrayList<>();
        Set<Series> now = new HashSet<>();
        if (reading instanceof Reading.Read(List<Sample> samples)) {
            for (Sample sample : samples) {
                Series series = sample.series().with(labels);
                // Twice the same series in one request would have it refused.
                if (now.add(series)) {
                    result.add(new Sample(series, sample.value()));
                }
            }
        }
        seen.stream().filter(it -> !now.contains(it)).map(Sample::stale).forEach(result::add);
        seen = now;
        boolean isUp = reading instanceof Reading.Read;
        result.add(new Sample(Series.of("up").with(labels), isUp ? 1 : 0));
        result.add(
                new Sample(
                        Series.of("scrape_duration_seconds").with(labels),
                        duration.toNanos() / 1e9));
        result.add(new Sample(Series.of("scrape_samples_scraped").with(labels), now.size()));
        return result;
    }
}
