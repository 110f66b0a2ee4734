package com.foobar.cli;

import com.foobar.cli.compose.ComposeDeployment;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.local.LocalSite;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the site that a command is about, however it runs. */
final class Sites {

    private Sites() {}

    static Deployment existing() {
        return find().orElseThrow(
                        () ->
                                new UserError(
                                        "no site was ever started in " + SiteOption.home(),
                                        "start one: ./foobar up"));
    }

    /**
     * The site last started in {@code FOOBAR_HOME}; else containers of this checkout, if any run.
     */
    static Optional<Deployment> find() {
        Path home = SiteOption.home();
        if (ComposeDeployment.isChosen(home)) {
            return Optional.of(ComposeDeployment.chosen(home, Foobar.checkout()));
        }
        Optional<Deployment> local = LocalSite.find(home, Foobar.checkout()).map(it -> it);
        return local.isPresent() || !SiteOption.isDefault()
                ? local
                : ComposeDeployment.running(home, Foobar.checkout()).map(it -> it);
    }
}
