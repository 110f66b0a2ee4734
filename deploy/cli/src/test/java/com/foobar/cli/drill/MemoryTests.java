package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MemoryTests {

    @Test
    void theLargestProcessCounts() {
        assertThat(
                        Memory.most(
                                """
                                Name:\tbash
                                VmHWM:\t    4096 kB
                                VmRSS:\t    2048 kB
                                Name:\tjava
                                VmHWM:\t  131072 kB
                                VmRSS:\t  999999 kB
                                """))
                .isEqualTo(128);
    }

    @Test
    void thisProcessTakesSome() throws IOException {
        assertThat(Memory.most(Files.readString(Path.of("/proc/self/status")))).isGreaterThan(10);
    }

    @Test
    void nothingIsNoNumber() {
        assertThat(Memory.most("cat: /proc/7/status: No such file or directory")).isNaN();
    }
}
