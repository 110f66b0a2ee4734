package com.foobar.cli.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person wants to know of a certificate.
 *
 * @param name the subject's common name
 * @param serial serial number, hexadecimal
 * @param notAfter the end of its validity
 */
public record CertificateSummary(String name, String serial, Instant notAfter) {

    public static CertificateSummary of(X509Certificate certificate) {
        return new CertificateSummary(
                X509.commonName(certificate),
                certificate.getSerialNumber().toString(16),
                certificate.getNotAfter().toInstant());
    }

    /** The same as lines of a table with a head. */
    public static List<String> table(Path parent) {
        try {
            List<String> lines = new ArrayList<>();
            lines.add("%-22s %-22s %s".formatted("NAME", "VALID UNTIL", "SERIAL"));
            list(parent).stream()
                    .map(it -> "%-22s %-22s %s".formatted(it.name, it.notAfter, it.serial))
                    .forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The leaves in the folders directly below {@code parent}, by folder name. A folder without a
     * readable certificate is left out: this is for display, {@link CertificateAuthority#ensure}
     * repairs.
     */
    public static List<CertificateSummary> list(Path parent) throws IOException {
        List<CertificateSummary> summaries = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return summaries;
        }
        try (var folders = Files.list(parent)) {
            for (Path folder : folders.sorted().toList()) {
                Path certificate = folder.resolve(LeafFolder.CERTIFICATE);
                if (Files.isReadable(certificate)) {
                    try {
                        summaries.add(of(Pem.readCertificate(certificate)));
                    } catch (PemException e) {
                        // Not shown.
                    }
                }
            }
        }
        return summaries;
    }
}
