package com.foobar.cli;

import com.foobar.cli.certificates.CertificateAuthorityException;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.drill.DrillCommand;
import com.foobar.cli.load.LoadCommand;
import com.foobar.cli.load.Target;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/**
 * The {@code foobar} command. Exit codes: 0 done; 1 it did not work, the message says why and what
 * to do; 2 the command was called wrongly; 3 ({@code status}) not everything is healthy.
 */
@Command(
        name = "foobar",
        description =
                "Runs www.foobar.com on this machine: gateway, three servers, MySQL group; in containers or"
                        + " as plain processes.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            RestartCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            CaCommand.class,
            CertificatesCommand.class,
            DoctorCommand.class,
            InitCommand.class
        },
        footer = {
            "",
            "Also: test [--compose] [options]   build and run all tests (mvn verify), or the system tests",
            "                                   over containers; options go to Maven",
            "",
            "FOOBAR_HOME  where the site keeps its state  [.foobar in the checkout]",
            "Exit codes: 0 done; 1 failed, the message says why; 2 wrong usage; 3 not all healthy."
        })
public final class Foobar implements Runnable {

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Foobar())
                .addSubcommand(new LoadCommand(() -> target(Sites.existing())))
                .addSubcommand(new DrillCommand(DrillSite::open))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(
                        (e, commandLine, parsed) -> {
                            commandLine.getErr().println(describe(e));
                            return 1;
                        });
    }

    private static String describe(Exception e) {
        return switch (e) {
            case UserError it -> message(String.valueOf(it.getMessage()), it.remedy());
            case CertificateAuthorityException it -> message(it.problem(), it.remedy());
            default -> {
                if (System.getenv("FOOBAR_DEBUG") != null) {
                    e.printStackTrace();
                }
                yield message(
                        "unexpected: " + e,
                        "run it again with FOOBAR_DEBUG=1 and report what it says");
            }
        };
    }

    private static String message(String problem, String remedy) {
        return Ansi.AUTO.string("@|red,bold foobar:|@ ") + problem + "\n        -> " + remedy;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    static Target target(Deployment site) {
        return new Target(site.uri(), site.edge(), site.caCertificate());
    }

    /** The checkout this program was built from; the shell command says where that is. */
    static Path checkout() {
        return Path.of(
                Optional.ofNullable(System.getProperty("foobar.checkout"))
                        .orElse(System.getProperty("user.dir")));
    }
}
