package com.foobar.cli;

import com.foobar.cli.local.Site;
import com.foobar.cli.local.SiteSettings;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the site that a command is about: the one in {@code FOOBAR_HOME}. */
final class SiteOption {

    private SiteOption() {}

    static Path home() {
        return Optional.ofNullable(System.getenv("FOOBAR_HOME"))
                .map(Path::of)
                .orElse(Foobar.checkout().resolve(".foobar"))
                .toAbsolutePath()
                .normalize();
    }

    /** Whether nobody chose another folder than the checkout's own. */
    static boolean isDefault() {
        return System.getenv("FOOBAR_HOME") == null;
    }

    static Site existing() {
        return find().orElseThrow(
                        () ->
                                new UserError(
                                        "no site was ever started in " + home(),
                                        "start one: ./foobar up"));
    }

    static Optional<Site> find() {
        return Optional.ofNullable(SiteSettings.read(home())).map(it -> new Site(home(), it));
    }
}
