package com.foobar.agent.logs.destination;

import com.foobar.agent.logs.batch.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that the destination will never take, redacted, with its reason, as JSON: for a person to
 * look at. Two files of bounded size; the older one is forgotten.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long LARGEST = 8L << 20;

    private final Path file;
    private final InstantSource clock;

    DeadLetters(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    void bury(Batch batch, int index, String reason) {
        String letter =
                "{\"@timestamp\":\"%s\",\"reason\":%s,\"line\":%s}\n"
                        .formatted(
                                clock.instant(),
                                JsonText.of(reason),
                                JsonText.of(batch.line(index)));
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > LARGEST) {
                Path older = file.resolveSibling(file.getFileName() + ".1");
                Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.writeString(file, letter, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("A rejected line could not be kept in {}: {}", file, e.toString());
        }
    }
}
