package com.foobar.cli;

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
                    "replace every certificate now; running programs take them up by themselves")
    private boolean renew;

    @Override
    public Integer call() {
        Sites.existing().certificates(renew, System.out::println);
        return 0;
    }
}
