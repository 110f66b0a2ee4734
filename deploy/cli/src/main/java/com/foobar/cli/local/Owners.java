package com.foobar.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Which user of the container images reads a part of the installation: the program it is for, and
 * nobody else. The authority's key stays root's, which no program that runs on is.
 */
public final class Owners {

    private static final String OWNER = "unix:uid";

    private static final int ROOT = 0;

    /** Our own programs (deploy/images/Dockerfile), and the user loki of the image loki. */
    private static final int FOOBAR = 10001;

    /** The user mysql of the image mysql. */
    private static final int MYSQL = 999;

    /** The user of the images prometheus and alertmanager. */
    private static final int NOBODY = 65534;

    /** The user grafana of the image grafana. */
    private static final int GRAFANA = 472;

    /** The user haproxy of the image haproxy. */
    private static final int HAPROXY = 99;

    private Owners() {}

    /**
     * Gives every file to its reader. Needs root's right to do so. A file that has the right owner
     * is not touched: programs that watch it would take it for a renewed one, and make all of their
     * connections anew.
     */
    public static void apply(Installation installation) {
        Path directory = installation.directory();
        try (var files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Integer owner = of(directory.relativize(file));
                if (!owner.equals(Files.getAttribute(file, OWNER, LinkOption.NOFOLLOW_LINKS))) {
                    Files.setAttribute(file, OWNER, owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file within the installation, such as {@code tls/mysql-1/tls.key}
     */
    static int of(Path file) {
        if (file.getNameCount() < 2 || file.startsWith("ca")) {
            return ROOT;
        }
        return switch (file.getName(1).toString()) {
            case "prometheus", "alertmanager" -> NOBODY;
            case "grafana" -> GRAFANA;
            case "haproxy" -> HAPROXY;
            case String name when name.startsWith("mysql") -> MYSQL;
            default -> FOOBAR;
        };
    }
}
