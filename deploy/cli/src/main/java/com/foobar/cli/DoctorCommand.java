package com.foobar.cli;

import com.foobar.cli.local.Diagnosis;
import com.foobar.cli.local.Site;
import com.foobar.cli.local.SiteSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Says what this machine has of what the site needs, and how to get the rest.",
        footer = {"", "Exit code: 0 nothing needed is missing; 1 something is."})
final class DoctorCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        SiteSettings settings = SiteSettings.read(SiteOption.home());
        Site site = new Site(SiteOption.home(), settings == null ? SiteSettings.fresh() : settings);
        List<Diagnosis.Finding> findings = new Diagnosis(site, Foobar.checkout()).findings();
        for (Diagnosis.Finding it : findings) {
            String mark =
                    switch (it.verdict()) {
                        case GOOD -> "@|green ok  |@";
                        case OPTIONAL -> "@|yellow note|@";
                        case MISSING -> "@|red MISS|@";
                    };
            System.out.printf(
                    "%s  %-12s %s%n", Ansi.AUTO.string(mark), it.subject(), it.observation());
            if (!it.remedy().isEmpty()) {
                System.out.printf("      %-12s -> %s%n", "", it.remedy());
            }
        }
        boolean missing =
                findings.stream().anyMatch(it -> it.verdict() == Diagnosis.Verdict.MISSING);
        System.out.println(
                missing
                        ? "\nSomething that is needed is missing; see the arrows."
                        : "\nEverything that is needed is here.");
        return missing ? 1 : 0;
    }
}
