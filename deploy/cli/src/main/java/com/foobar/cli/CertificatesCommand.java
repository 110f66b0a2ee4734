package com.foobar.cli;

import com.foobar.cli.certificates.CertificateSummary;
import com.foobar.cli.local.Identities;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.WorkLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "certificates",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lists the certificates of the site, or renews them.")
final class CertificatesCommand implements Callable<Integer> {

    @Option(
            names = "--renew",
            description =
                    "replace every certificate now; gateway and web-apps take them up by themselves,"
                            + " MySQL members with their next start")
    private boolean renew;

    @Override
    public Integer call() {
        Site site = SiteOption.existing();
        if (renew) {
            try (WorkLock _ = WorkLock.acquire(site)) {
                Identities.renew(site.installation(), site.certificateAddresses());
            }
        }
        try {
            System.out.printf("%-12s %-22s %s%n", "NAME", "VALID UNTIL", "SERIAL");
            for (CertificateSummary it : CertificateSummary.list(site.tlsDirectory())) {
                System.out.printf("%-12s %-22s %s%n", it.name(), it.notAfter(), it.serial());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }
}
