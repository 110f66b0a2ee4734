package com.foobar.cli;

import com.foobar.cli.drill.DrillCommand;
import com.foobar.cli.drill.Faults;
import com.foobar.cli.local.LocalDeployment;
import com.foobar.cli.local.LocalFaults;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.WorkLock;

/** The local site, held for a drill: no other command changes it meanwhile. */
record LocalDrillSite(WorkLock lock, Faults faults) implements DrillCommand.Opening {

    static LocalDrillSite open() {
        Site site = SiteOption.existing();
        return new LocalDrillSite(
                WorkLock.acquire(site),
                new LocalFaults(LocalDeployment.of(site, Foobar.checkout())));
    }

    @Override
    public void close() {
        lock.close();
    }
}
