package com.foobar.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.foobar.gateway.support.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TlsDirectoryCheckTests {

    @TempDir private Path folder;

    @Test
    void passesWhenBothFoldersAreComplete() {
        writeTo(folder);
        assertThatNoException().isThrownBy(() -> check(folder.toString()));
    }

    @Test
    void namesThePropertyWhenItIsNotSet() {
        assertThatExceptionOfType(TlsDirectoryException.class)
                .isThrownBy(() -> check(""))
                .withMessage("foobar.tls.edge-directory is not set");
    }

    @Test
    void namesTheFolderWhenItDoesNotExist() {
        assertThatExceptionOfType(TlsDirectoryException.class)
                .isThrownBy(() -> check(folder.resolve("typo").toString()))
                .withMessageContaining("typo, which is not a folder");
    }

    @Test
    void namesTheFileWhenItIsMissing() throws IOException {
        writeTo(folder);
        Files.delete(folder.resolve("ca.crt"));
        assertThatExceptionOfType(TlsDirectoryException.class)
                .isThrownBy(() -> check(folder.toString()))
                .withMessageContaining("foobar.tls.client-directory")
                .withMessageContaining("ca.crt is missing");
    }

    @Test
    void analysisHasARemedyWhenTheCheckFails() {
        @Nullable FailureAnalysis analysis =
                new TlsDirectoryFailureAnalyzer()
                        .analyze(new TlsDirectoryException("some.property", "is not set"));
        assertThat(analysis)
                .extracting(FailureAnalysis::getDescription)
                .isEqualTo("The property some.property is not set.");
        assertThat(analysis)
                .extracting(FailureAnalysis::getAction, InstanceOfAssertFactories.STRING)
                .startsWith("Set some.property to a folder");
    }

    private static void check(String directory) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        TlsDirectoryCheck.EDGE,
                                        directory,
                                        TlsDirectoryCheck.CLIENT,
                                        directory)));
        new TlsDirectoryCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    private static void writeTo(Path directory) {
        TestAuthority authority = new TestAuthority();
        authority.write(authority.issue("x", "x"), directory);
    }
}
