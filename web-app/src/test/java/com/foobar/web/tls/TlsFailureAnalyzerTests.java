package com.foobar.web.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class TlsFailureAnalyzerTests {

    private final TlsFailureAnalyzer analyzer = new TlsFailureAnalyzer();

    @Test
    void namesTheFileAndTheRemedyWhenACertificateIsMissing() {
        var problem =
                new UncheckedIOException(
                        "Error reading certificate or key from file 'file:/nowhere/tls.key'",
                        new IOException());
        assertThat(analyzer.analyze(new IllegalStateException(problem)))
                .satisfies(
                        analysis -> {
                            assertThat(analysis.getDescription()).contains("/nowhere/tls.key");
                            assertThat(analysis.getAction()).contains("foobar.tls.directory");
                        });
    }

    @Test
    void leavesOtherFailuresToOthers() {
        var problem = new UncheckedIOException("disk full", new IOException());
        assertThat(analyzer.analyze(problem)).isNull();
    }
}
