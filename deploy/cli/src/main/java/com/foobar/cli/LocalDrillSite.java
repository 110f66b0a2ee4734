package com.foobar.cli;

import com.foobar.cli.drill.Alerts;
import com.foobar.cli.drill.DrillCommand;
import com.foobar.cli.drill.Faults;
import com.foobar.cli.local.LocalDeployment;
import com.foobar.cli.local.LocalFaults;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.WorkLock;
import java.util.List;

/** The local site, held for a drill: no other command changes it meanwhile. */
record LocalDrillSite(WorkLock lock, Faults faults) implements DrillCommand.Opening {

    static LocalDrillSite open() {
        Site site = SiteOption.existing();
        return new LocalDrillSite(
                WorkLock.acquire(site),
                new LocalFaults(LocalDeployment.of(site, Foobar.checkout())));
    }

    @Override
    public Alerts alerts() {
        return (_, _) -> List.of();
    }

    @Override
    public void close() {
        lock.close();
    }
}
