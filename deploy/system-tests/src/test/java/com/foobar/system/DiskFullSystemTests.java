package com.foobar.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.foobar.system.deployment.Foobar;
import com.foobar.system.deployment.LocalDeployment;
import com.foobar.system.deployment.SystemTest;
import com.foobar.system.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A second site, whose members have small disks of their own: they are mounted, which only root may
 * do.
 */
@SystemTest
@Order(9)
class DiskFullSystemTests {

    private final Foobar foobar;
    private final List<Path> disks;

    DiskFullSystemTests(LocalDeployment site) {
        Path home = site.home().resolveSibling("small-disks");
        this.foobar = site.foobar().withHome(home);
        this.disks =
                IntStream.rangeClosed(1, 3)
                        .mapToObj(it -> home.resolve("data/mysql-" + it))
                        .toList();
    }

    @AfterEach
    void takeDown() {
        foobar.run("down");
        disks.forEach(it -> Program.run("umount", it.toString()));
        foobar.run("down", "--purge", "--yes");
    }

    @Test
    void nobodySeesThatTheDiskOfThePrimaryFillsUp() throws IOException {
        assumeThat(System.getProperty("user.name")).as("only root may mount").isEqualTo("root");
        takeDown();
        for (Path disk : disks) {
            Files.createDirectories(disk);
            Program.run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", disk.toString())
                    .orThrow();
        }
        foobar.run("up", "--local", "--site=98", "--port=9443", "--http-port=9080").orThrow();

        DrillCard card = DrillCard.of(foobar, "disk-full");

        card.assertNothingFailed();
        card.assertNothingIsLostOrDoubled();
        assertThat(card.measured("HAND_OVER")).isLessThan(5_000);
        assertThat(foobar.run("status").exitCode()).as("everything is healthy").isZero();
    }
}
