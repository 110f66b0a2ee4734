package com.foobar.cli;

import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.deployment.Progress;
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
        Optional<Deployment> found = Sites.find();
        if (found.isEmpty()) {
            progress.say("Nothing to stop: no site was ever started in " + SiteOption.home() + ".");
            return 0;
        }
        Deployment site = found.get();
        if (purge && !yes) {
            confirm(site);
        }
        try (WorkLock _ = WorkLock.acquire(SiteOption.home())) {
            boolean wasRunning = site.isRunning();
            site.stop(progress);
            progress.say(wasRunning ? "The site is down." : "The site was not running.");
        }
        if (purge) {
            site.purge();
            progress.say("Removed " + site.possessions() + ".");
        }
        return 0;
    }

    private static void confirm(Deployment site) {
        if (!Terminal.isPresent()) {
            throw new UserError(
                    "--purge removes " + site.possessions() + " and nobody is there to ask",
                    "add --yes if that is what you want");
        }
        String answer = Terminal.ask("Remove %s? Type yes: ".formatted(site.possessions()));
        if (!"yes".equals(answer)) {
            throw new UserError("not removed, and nothing stopped", "answer yes to remove it all");
        }
    }
}
