package com.foobar.agent.metrics.scrape;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What nobody else counts of the agent: its resident memory, and the end of its certificate. */
@Component
class SelfMeters implements MeterBinder {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int KIBIBYTE = 1024;

    private final String tlsDirectory;

    SelfMeters(@Value("${foobar.agent.tls.directory:}") String tlsDirectory) {
        this.tlsDirectory = tlsDirectory;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("process.resident.memory", STATUS, SelfMeters::resident)
                .description("Memory that the program has in use, as the kernel counts it")
                .baseUnit("bytes")
                .register(registry);
        if (!tlsDirectory.isEmpty()) {
            Path certificate = Path.of(tlsDirectory, "tls.crt");
            Gauge.builder("foobar.certificate.expiry.timestamp", certificate, SelfMeters::expiry)
                    .description("When the certificate ends")
                    .baseUnit("seconds")
                    .tag("certificate", "monitoring-agent")
                    .register(registry);
        }
    }

    /** Not a number where the kernel does not tell. */
    private static double resident(Path status) {
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.split("\\s+", -1)[1]) * KIBIBYTE;
                }
            }
            return Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Read each time, since it is renewed; not a number while it cannot be read. */
    private static double expiry(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant().getEpochSecond();
        } catch (IOException | CertificateException e) {
            return Double.NaN;
        }
    }
}
