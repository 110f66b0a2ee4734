package com.foobar.cli;

import com.foobar.cli.local.LocalDeployment;
import com.foobar.cli.local.Progress;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.WorkLock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Ends everything that up started, gracefully. The messages stay for the next up.")
final class DownCommand implements Callable<Integer> {

    @Option(
            names = "--purge",
            description = "also remove the messages, passwords, certificates and logs; asks first")
    private boolean purge;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = new Progress(System.out, Terminal.isPresent());
        Optional<Site> found = SiteOption.find();
        if (found.isEmpty()) {
            progress.say("Nothing to stop: no site was ever started in " + SiteOption.home() + ".");
            return 0;
        }
        Site site = found.get();
        if (purge && !yes) {
            confirm(site);
        }
        try (WorkLock _ = WorkLock.acquire(site)) {
            LocalDeployment deployment = LocalDeployment.of(site, Foobar.checkout());
            boolean wasRunning = deployment.isRunning();
            deployment.stop(progress);
            progress.say(wasRunning ? "The site is down." : "The site was not running.");
        }
        if (purge) {
            LocalDeployment.purge(site);
            progress.say("Removed " + site.home() + ".");
        }
        return 0;
    }

    private static void confirm(Site site) {
        if (!Terminal.isPresent()) {
            throw new UserError(
                    "--purge removes all messages in "
                            + site.home()
                            + " and nobody is there to ask",
                    "add --yes if that is what you want");
        }
        String answer =
                Terminal.ask(
                        "Remove all messages, passwords, certificates and logs in %s? Type yes: "
                                .formatted(site.home()));
        if (!"yes".equals(answer)) {
            throw new UserError("not removed, and nothing stopped", "answer yes to remove it all");
        }
    }
}
