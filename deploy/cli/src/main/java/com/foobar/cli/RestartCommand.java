package com.foobar.cli;

import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.deployment.Progress;
import com.foobar.cli.deployment.Restart;
import com.foobar.cli.local.WorkLock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Restarts components gracefully: a web-app finishes its requests first and gets no new",
            "ones, a MySQL primary hands its role over. Needs a healthy site."
        })
final class RestartCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "COMPONENT",
            description = "gateway, web-app-1, mysql-2, monitoring-agent-3, ...")
    private List<String> components = List.of();

    @Option(
            names = "--rolling",
            description = "all three servers, one after the other; nobody sees anything of it")
    private boolean rolling;

    @Override
    public Integer call() throws InterruptedException {
        if (rolling != components.isEmpty()) {
            throw new UserError(
                    "say either which components, or --rolling",
                    "./foobar restart web-app-2, or ./foobar restart --rolling");
        }
        Deployment site = Sites.existing();
        try (WorkLock _ = WorkLock.acquire(SiteOption.home())) {
            if (!site.isUp()) {
                throw new UserError(
                        "not everything is healthy, and a restart must not make that worse",
                        "./foobar status says what; ./foobar up starts what is missing");
            }
            Restart restart = new Restart(site, new Progress(System.out, Terminal.isPresent()));
            if (rolling) {
                restart.rolling();
            }
            for (String component : components) {
                restart.component(component);
            }
        }
        return 0;
    }
}
