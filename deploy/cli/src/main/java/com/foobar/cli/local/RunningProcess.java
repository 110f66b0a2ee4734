package com.foobar.cli.local;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process this command started, found again by its pid file. The file holds the process id and
 * the moment of its start: a process id that the system has given to somebody else since is not
 * ours, and is never touched.
 */
record RunningProcess(ProcessHandle handle, Instant started) {

    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(50);

    /** Empty when the file is missing, stale or broken. */
    static Optional<RunningProcess> find(Path pidFile) {
        try {
            String[] words = Files.readString(pidFile).strip().split(" ", 2);
            Instant started = Instant.parse(words[1]);
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(RunningProcess::isRunning)
                    .filter(it -> isSame(it, started))
                    .map(it -> new RunningProcess(it, started));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    static RunningProcess of(ProcessHandle handle) {
        return new RunningProcess(handle, handle.info().startInstant().orElse(Instant.now()));
    }

    static RunningProcess record(Process process, Path pidFile) {
        Instant started = process.info().startInstant().orElseGet(Instant::now);
        try {
            AtomicFile.write(pidFile, process.pid() + " " + started + "\n");
        } catch (IOException e) {
            process.destroy();
            throw new UncheckedIOException(e);
        }
        return new RunningProcess(process.toHandle(), started);
    }

    private static boolean isSame(ProcessHandle handle, Instant started) {
        return handle.info()
                .startInstant()
                .map(it -> Duration.between(it, started).abs().compareTo(CLOCK_GRAIN) <= 0)
                .orElse(false);
    }

    long pid() {
        return handle.pid();
    }

    /**
     * Asks it to stop, and kills it when it has not after {@code limit}.
     *
     * @return whether it stopped by itself
     */
    boolean stop(Duration limit) throws InterruptedException {
        handle.destroy();
        if (endsWithin(limit)) {
            return true;
        }
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
        if (!endsWithin(Duration.ofSeconds(10))) {
            throw new UserError(
                    "process " + pid() + " does not even end when killed",
                    "look at it with: ps -o pid,stat,wchan,args " + pid());
        }
        return false;
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isRunning(handle)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    /**
     * A process that ended counts as ended even while nobody has collected its exit code: a
     * container's first process may never do that for orphans.
     */
    private static boolean isRunning(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            // The name before the state may hold anything but ends with the last parenthesis.
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return handle.isAlive();
        }
    }
}
