package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTests {

    @Test
    void diskWithOtherThingsIsNotToBeFilled(@TempDir Path folder) {
        assertThat(new SmallDisk(folder).unfit())
                .hasValueSatisfying(it -> assertThat(it).contains("other things"));
    }

    @Test
    void fillsNothingWhenLessIsFreeThanShallStay(@TempDir Path folder) {
        SmallDisk disk = new SmallDisk(folder);
        disk.fill(Long.MAX_VALUE);
        assertThat(folder.resolve("drill-fill")).isEmptyFile();
        disk.empty();
        disk.empty();
        assertThat(folder).isEmptyDirectory();
    }
}
