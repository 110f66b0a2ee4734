package com.foobar.gateway.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops the start when a certificate folder is not set or not complete, before anything could fall
 * back to another trust store or fail with a message that does not name the property.
 */
final class TlsDirectoryCheck implements EnvironmentPostProcessor {

    static final String EDGE = "foobar.tls.edge-directory";
    static final String CLIENT = "foobar.tls.client-directory";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        check(environment, EDGE, List.of("tls.crt", "tls.key"));
        check(environment, CLIENT, List.of("tls.crt", "tls.key", "ca.crt"));
    }

    private static void check(
            ConfigurableEnvironment environment, String property, List<String> files) {
        String value = environment.getProperty(property);
        if (value == null || value.isBlank()) {
            throw new TlsDirectoryException(property, "is not set");
        }
        Path directory = Path.of(value);
        if (!Files.isDirectory(directory)) {
            throw new TlsDirectoryException(
                    property, "names " + directory + ", which is not a folder");
        }
        for (String file : files) {
            if (!Files.isReadable(directory.resolve(file))) {
                throw new TlsDirectoryException(
                        property,
                        "names " + directory + ", where " + file + " is missing or not readable");
            }
        }
    }
}
