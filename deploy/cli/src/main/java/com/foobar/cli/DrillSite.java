package com.foobar.cli;

import com.foobar.cli.compose.ComposeDeployment;
import com.foobar.cli.compose.ComposeFaults;
import com.foobar.cli.deployment.Deployment;
import com.foobar.cli.drill.Annotations;
import com.foobar.cli.drill.DrillCommand;
import com.foobar.cli.drill.Faults;
import com.foobar.cli.local.LocalFaults;
import com.foobar.cli.local.LocalSite;
import com.foobar.cli.local.WorkLock;

/** The site, held for a drill: no other command changes it meanwhile. */
record DrillSite(WorkLock lock, Faults faults) implements DrillCommand.Opening {

    static DrillSite open() {
        Deployment site = Sites.existing();
        return new DrillSite(WorkLock.acquire(SiteOption.home()), faults(site));
    }

    private static Faults faults(Deployment site) {
        return switch (site) {
            case LocalSite it -> new LocalFaults(it.processes());
            case ComposeDeployment it -> new ComposeFaults(it);
            default -> throw new IllegalStateException("no drills for a " + site.name());
        };
    }

    @Override
    public Annotations annotations() {
        return faults instanceof ComposeFaults containers
                ? containers.annotations()
                : Annotations.NONE;
    }

    @Override
    public String build() {
        return Checkout.build(Foobar.checkout());
    }

    @Override
    public void close() {
        lock.close();
    }
}
