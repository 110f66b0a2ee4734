package com.foobar.agent.logs.tail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.agent.logs.batch.Batch;
import com.foobar.agent.logs.redact.Redactor;
import com.foobar.agent.support.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read after crashes, rotations and damage; a crash is a tail that nobody closed. */
class TailTests {

    private static final long KEEPS = 2_400;
    private static final long SPOOL = 3_000;
    private static final int MANY = 200;

    private final MutableTime time = new MutableTime(Instant.parse("2026-11-25T12:00:00Z"));
    private final Batch batch = new Batch(1 << 20, 250_000, new Redactor());
    private final List<Gap> gaps = new ArrayList<>();
    private final Path log;
    private final Path state;

    TailTests(@TempDir Path folder) throws IOException {
        log = folder.resolve("app.log");
        state = Files.createDirectory(folder.resolve("state"));
    }

    // --- gaps

    @Test
    void gapEventOutlastsACrashUntilItIsDelivered() throws IOException {
        Tail crashed = lossy();
        crashed.save();

        Tail second = tail();
        assertThat(read(second)).first().asString().contains("log-gap", "spool_full");
        // Read, and neither acknowledged nor saved.
        Tail third = tail();
        assertThat(read(third)).first().asString().contains("log-gap", "spool_full");
        third.acknowledge();
        third.save();

        write("new");
        assertThat(read(tail())).containsExactly("new");
    }

    @Test
    void gapThatOpensWhileABatchIsUnderWayIsToldInTheNext() throws IOException {
        Tail tail = lossy();
        assertThat(read(tail)).first().asString().contains("log-gap");
        write("short-lived");
        look(tail);
        Files.delete(log);
        look(tail);
        look(tail);
        tail.acknowledge();

        assertThat(read(tail))
                .singleElement()
                .asString()
                .contains("\"reason\":\"rotated_away\"", "1 lines");
    }

    @Test
    void gapsOfOneOutageAreOneEvent() throws IOException {
        Tail tail = lossy();
        assertThat(gaps).hasSizeGreaterThan(1).allMatch(it -> it.reason().equals("spool_full"));
        long lost = gaps.stream().mapToLong(Gap::lines).sum();

        List<String> lines = read(tail);
        assertThat(lines.stream().filter(it -> it.contains("log-gap")))
                .singleElement()
                .asString()
                .contains("gap: " + lost + " lines");
        assertThat(lost + lines.size() - 1).isEqualTo(10 * 10);
    }

    /** With more rotated than the spool takes, and nothing read yet. */
    private Tail lossy() throws IOException {
        Tail tail = tail();
        for (int file = 0; file < 10; file++) {
            write(lines(10 * file, 10 * file + 10));
            look(tail);
            rotate(file);
            look(tail);
        }
        assertThat(tail.spoolBytes()).isPositive().isLessThanOrEqualTo(SPOOL);
        return tail;
    }

    // --- rotation

    @Test
    void oldestIsKeptFirstThoughEveryLookFindsNoActiveFile() throws IOException {
        Tail tail = tail();
        write(lines(0, 10));
        look(tail);
        for (int file = 0; file < 4; file++) {
            rotate(file);
            look(tail);
            write(lines(10 * (file + 1), 10 * (file + 2)));
        }
        rotate(4);
        look(tail);

        assertThat(spoolFiles()).isNotEmpty();
        assertThat(Files.readAllLines(spoolFiles().getFirst())).containsExactly(lines(0, 10));
        for (int file = 0; file < spoolFiles().size(); file++) {
            Files.delete(rotated(file));
        }
        assertThat(read(tail)).containsExactly(lines(0, 50));
        assertThat(gaps).isEmpty();
    }

    // --- inodes

    @Test
    void newFileWithTheInodeOfARotatedAndDeletedOneIsReadFromItsStart() throws IOException {
        Tail tail = tail();
        write(lines(0, 10));
        assertThat(read(tail)).hasSize(10);
        tail.acknowledge();
        tail.save();
        long inode = FileKey.look(log).key().inode();
        tail.close();
        rotate(0);
        Files.delete(rotated(0));
        // Where the file system gives inodes out again, it is the same one now.
        write(lines(10, 30));
        for (int i = 0; i < MANY && FileKey.look(log).key().inode() != inode; i++) {
            Files.move(log, log.resolveSibling("other" + i));
            write(lines(10, 30));
        }

        assertThat(read(tail)).containsExactly(lines(10, 30));
        assertThat(read(tail())).as("after a crash").containsExactly(lines(10, 30));
        assertThat(gaps).isEmpty();
    }

    // --- a damaged spool

    @ParameterizedTest
    @ValueSource(strings = {"zeroed", "truncated", "garbage"})
    void damagedSpoolFileLosesNoMoreThanWasInIt(String damage) throws IOException {
        Tail crashed = spooled();
        crashed.save();
        Path first = spoolFiles().getFirst();
        byte[] content = Files.readAllBytes(first);
        byte[] damaged =
                switch (damage) {
                    case "zeroed" -> new byte[content.length];
                    case "truncated" -> Arrays.copyOf(content, content.length / 2);
                    default -> "\u0007\u00ff no line".repeat(20).getBytes(ISO_8859_1);
                };
        // A new file: the spooled name is a second name of what the program wrote.
        Files.delete(first);
        Files.write(first, damaged);

        List<String> lines = read(tail());
        assertThat(lines).contains(lines(10, 40));
        assertThat(lines).first().asString().contains("log-gap");
        assertThat(gaps).hasSize(1);
        if (damage.equals("truncated")) {
            assertThat(lines).contains(lines(0, 4));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"readme", ".log", "99999999999999999999-1-1.log", "1-1-x.log", "1-1.log"})
    void fileThatIsNoneOfTheSpoolIsRemoved(String name) throws IOException {
        spooled().save();
        Files.writeString(state.resolve("spool").resolve(name), "nothing");

        assertThat(read(tail())).containsExactly(lines(0, 40));
        assertThat(state.resolve("spool").resolve(name)).doesNotExist();
    }

    /** Four files, the first of which are in the spool and gone from the folder. */
    private Tail spooled() throws IOException {
        Tail tail = tail();
        for (int file = 0; file < 4; file++) {
            write(lines(10 * file, 10 * file + 10));
            look(tail);
            rotate(file);
            look(tail);
        }
        assertThat(spoolFiles()).isNotEmpty();
        for (int file = 0; file < spoolFiles().size(); file++) {
            Files.delete(rotated(file));
        }
        return tail;
    }

    private List<Path> spoolFiles() throws IOException {
        try (var files = Files.list(state.resolve("spool"))) {
            return files.sorted().toList();
        }
    }

    private Tail tail() throws IOException {
        return new Tail(
                "app",
                new Rotation(log, "app.log.*", KEEPS),
                state,
                SPOOL,
                new TailListener() {
                    @Override
                    public void read(int lines, long bytes) {}

                    @Override
                    public void rotated() {}

                    @Override
                    public void cut() {}

                    @Override
                    public void lost(Gap gap) {
                        gaps.add(gap);
                    }
                },
                time);
    }

    /** Looks at the files once more than is needed to believe that one is gone. */
    private void look(Tail tail) throws IOException {
        time.pass(Duration.ofSeconds(10));
        tail.refresh();
    }

    private List<String> read(Tail tail) throws IOException {
        batch.clear();
        look(tail);
        tail.fill(batch);
        return IntStream.range(0, batch.size()).mapToObj(batch::line).toList();
    }

    private void write(String... lines) throws IOException {
        Files.writeString(
                log,
                String.join("\n", lines) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.setLastModifiedTime(log, FileTime.from(time.instant()));
    }

    private static String[] lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj("line %03d, and something to make it longer ................"::formatted)
                .toArray(String[]::new);
    }

    private void rotate(int number) throws IOException {
        Files.move(log, rotated(number));
    }

    private Path rotated(int number) {
        return log.resolveSibling("app.log.%03d".formatted(number));
    }
}
