package com.foobar.web.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.web.support.TestCertificates;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientNamesTests {

    @Test
    void onlyDnsNamesCount(@TempDir Path directory) throws Exception {
        new TestCertificates("test").leaf(directory, "gateway", "server-1", "127.0.0.1");
        try (InputStream in = Files.newInputStream(directory.resolve("tls.crt"))) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            assertThat(ClientNames.of(certificate))
                    .containsExactlyInAnyOrder("gateway", "server-1");
        }
    }
}
