package com.foobar.cli;

import com.foobar.cli.deployment.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Prints the path of the certificate authority's certificate, on its own for scripts;"
                        + " on a terminal also how to trust it.")
final class CaCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Deployment site = Sites.existing();
        System.out.println(site.caCertificate());
        if (Terminal.isPresent()) {
            System.err.printf(
                    """

                    To trust it
                      curl      curl --cacert %1$s %2$s
                      Firefox   Settings > Privacy & Security > View Certificates > Authorities > Import
                      Chromium  Settings > Privacy and security > Security > Manage certificates > Import
                      Debian    sudo cp %1$s /usr/local/share/ca-certificates/foobar.crt && sudo update-ca-certificates
                    Its key stays in %3$s; whoever reads that can speak for any site to whoever trusts it.
                    """,
                    site.caCertificate(), site.uri(), site.caKeyPlace());
        }
        return 0;
    }
}
