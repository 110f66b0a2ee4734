package com.foobar.cli;

import com.foobar.cli.certificates.CertificateSummary;
import com.foobar.cli.local.Identities;
import com.foobar.cli.local.Installation;
import com.foobar.cli.local.Owners;
import com.foobar.cli.local.Secrets;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code docker compose up} runs before anything else. */
@Command(
        name = "init",
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes the certificates and passwords that are missing, for programs that run in"
                        + " containers, and gives each to the user of its program. Needs root.")
final class InitCommand implements Callable<Integer> {

    /** Published ports are opened as localhost; everything inside is called by name. */
    private static final Map<String, InetAddress> ADDRESSES =
            Map.of("edge", InetAddress.ofLiteral("127.0.0.1"));

    @Option(names = "--directory", required = true, paramLabel = "D", description = "where")
    private Path directory = Path.of("");

    @Option(names = "--renew", description = "replace every certificate")
    private boolean renew;

    @Override
    public Integer call() {
        Installation installation = new Installation(directory.toAbsolutePath());
        new Secrets(installation).ensure();
        if (renew) {
            Identities.renew(installation, ADDRESSES);
        }
        Identities.ensure(installation, ADDRESSES);
        Owners.apply(installation);
        CertificateSummary.table(installation.tlsDirectory()).forEach(System.out::println);
        return 0;
    }
}
