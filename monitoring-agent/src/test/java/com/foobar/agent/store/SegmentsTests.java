package com.foobar.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTests {

    private static final int SEGMENT = 16 << 20;

    @TempDir private Path folder;

    @Test
    void linesAreInOneFileUntilItIsFull() throws IOException {
        Segments segments = new Segments(folder, 10L * SEGMENT);
        segments.append(bytes(10, 'a'));
        segments.append(bytes(SEGMENT, 'b'));
        segments.append(bytes(10, 'c'));
        segments.close();

        assertThat(names()).containsExactly("000000000001.log", "000000000002.log");
        assertThat(Files.size(folder.resolve("000000000001.log"))).isEqualTo(SEGMENT + 10);
        assertThat(folder.resolve("000000000002.log")).hasBinaryContent(bytes(10, 'c'));
    }

    @Test
    void oldestFilesGoWhenThereIsMoreThanIsKept() throws IOException {
        Segments segments = new Segments(folder, 2L * SEGMENT);
        for (int i = 0; i < 5; i++) {
            segments.append(bytes(SEGMENT, 'a'));
        }
        segments.close();

        // The newest, and as many before it as fit.
        assertThat(names())
                .containsExactly("000000000003.log", "000000000004.log", "000000000005.log");
    }

    @Test
    void newStartBeginsANewFileAndLeavesWhatIsThere() throws IOException {
        Segments first = new Segments(folder, 10L * SEGMENT);
        first.append(bytes(10, 'a'));
        first.close();
        Files.writeString(folder.resolve("readme"), "not ours");
        Segments second = new Segments(folder, 10L * SEGMENT);
        second.append(bytes(10, 'b'));
        second.close();

        assertThat(names()).containsExactly("000000000001.log", "000000000002.log", "readme");
        assertThat(folder.resolve("000000000001.log")).hasBinaryContent(bytes(10, 'a'));
    }

    private static byte[] bytes(int count, char content) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) content);
        return bytes;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }
}
