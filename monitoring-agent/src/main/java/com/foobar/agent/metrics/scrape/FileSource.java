package com.foobar.agent.metrics.scrape;

import com.foobar.agent.metrics.Sample;
import com.foobar.agent.metrics.Source;
import com.foobar.agent.metrics.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A file that a program beside us replaces; one that nobody replaces any more counts as down. */
record FileSource(String name, Path file, Clock clock) implements Source {

    private static final Duration OLDEST = Duration.ofMinutes(1);
    private static final long LARGEST = 1 << 20;

    @Override
    public List<Sample> read() throws SourceException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new SourceException(file + " is larger than " + LARGEST + " bytes");
            }
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (Duration.between(written, clock.instant()).compareTo(OLDEST) > 0) {
                throw new SourceException("%s was last written at %s".formatted(file, written));
            }
            return TextFile.parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new SourceException(file + " cannot be read: " + e, e);
        }
    }
}
