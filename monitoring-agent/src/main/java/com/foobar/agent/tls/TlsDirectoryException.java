package com.foobar.agent.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The agent's certificate cannot be used. */
final class TlsDirectoryException extends RuntimeException {

    TlsDirectoryException(Path directory, String problem, @Nullable Throwable cause) {
        super("foobar.agent.tls.directory names %s, where %s".formatted(directory, problem), cause);
    }
}
