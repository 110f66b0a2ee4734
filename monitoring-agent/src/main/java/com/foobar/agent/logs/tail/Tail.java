package com.foobar.agent.logs.tail;

import com.foobar.agent.logs.batch.Batch;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one log, file by file in the order they were written. {@link #refresh} looks at what
 * files there are, {@link #fill} reads on, {@link #acknowledge} says that all that was read is
 * safe, and {@link #save} makes that last. After a crash, what was not saved is read again.
 *
 * <p>Not for more than one thread.
 */
public final class Tail implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(Tail.class);

    /** Between two looks at the folder; a file must be missed by two to be gone. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** A program may write on to a file it has just renamed. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int BUFFER = 512 << 10;
    private static final long USUAL_LINE = 400;

    private final String service;
    private final Rotation rotation;
    private final CheckpointFile checkpoint;
    private final Spool spool;
    private final long spoolBound;
    private final TailListener listener;
    private final InstantSource clock;
    private final Lines lines;
    private final Map<FileKey, TrackedFile> files = new HashMap<>();
    private final List<FileMark> restored = new ArrayList<>();
    private final Set<FileMark> matched = new HashSet<>();
    private final List<Gap> gaps = new ArrayList<>();
    private List<TrackedFile> order = List.of();
    private @Nullable FileKey activeKey;
    private @Nullable TrackedFile openFile;
    private @Nullable FileChannel openChannel;
    private Instant nextLook = Instant.MIN;
    private int gapsRead;
    private boolean changed;

    /**
     * The tail of a log.
     *
     * @param state folder for the checkpoint and the spool of this source
     * @param spoolBound bytes of the spool
     */
    public Tail(
            String service,
            Rotation rotation,
            Path state,
            long spoolBound,
            TailListener listener,
            InstantSource clock)
            throws IOException {
        this.service = service;
        this.rotation = rotation;
        this.spoolBound = spoolBound;
        this.listener = listener;
        this.clock = clock;
        checkpoint = new CheckpointFile(state.resolve("checkpoint"));
        spool = new Spool(state.resolve("spool"));
        lines = new Lines(BUFFER, listener);
        Checkpoint last = checkpoint.read();
        restored.addAll(last.files());
        gaps.addAll(last.gaps());
        for (FileKey.Seen seen : spool.load()) {
            TrackedFile file = track(seen);
            file.spooled = true;
        }
    }

    /** Looks at the files, if it is time to. */
    public void refresh() throws IOException {
        Instant now = clock.instant();
        // The active file first: one that is renamed in between is then found under its new name.
        var active = rotation.lookAtActive();
        boolean sameActive = active.isPresent() && active.get().key().equals(activeKey);
        if (sameActive && now.isBefore(nextLook)) {
            see(active.get());
            return;
        }
        nextLook = now.plus(BETWEEN_LOOKS);
        Set<FileKey> found = new HashSet<>();
        if (active.isPresent()) {
            found.add(active.get().key());
            see(active.get());
        }
        if (activeKey != null && !sameActive) {
            listener.rotated();
        }
        // None until the next line is written: what was active is only the newest of the others.
        activeKey = active.map(FileKey.Seen::key).orElse(null);
        for (FileKey.Seen seen : rotation.lookAtRotated()) {
            found.add(seen.key());
            see(seen);
        }
        forgetOthers(found);
        forgetMarks();
        List<TrackedFile> sorted = new ArrayList<>(files.values());
        sorted.sort(Rotation.OLDEST_FIRST);
        sorted.removeIf(it -> it.key.equals(activeKey));
        TrackedFile activeFile = activeKey == null ? null : files.get(activeKey);
        if (activeFile != null) {
            sorted.add(activeFile);
        }
        order = sorted;
        keepWhatIsInDanger();
    }

    private void see(FileKey.Seen seen) throws IOException {
        TrackedFile file = files.get(seen.key());
        if (file == null) {
            track(seen);
            changed = true;
            return;
        }
        if (file.spooled) {
            file.missed = 0;
            return;
        }
        boolean touched = seen.modified() != file.modified || seen.size() != file.size;
        if (touched && isAnother(file, seen)) {
            // Emptied in place, or a new file with the inode of a deleted one.
            lose(file, "truncated");
            close(file);
            files.put(seen.key(), new TrackedFile(seen, Head.NONE, 0));
            changed = true;
            return;
        }
        file.see(seen);
    }

    private boolean isAnother(TrackedFile file, FileKey.Seen seen) throws IOException {
        if (seen.size() < file.read) {
            return true;
        }
        FileChannel channel = file.equals(openFile) ? openChannel : null;
        if (channel != null) {
            return !file.head.matches(channel);
        }
        try {
            return !file.head.matches(seen.path())
                    && FileKey.look(seen.path()).key().equals(file.key);
        } catch (NoSuchFileException _) {
            return false; // Renamed in between.
        }
    }

    private TrackedFile track(FileKey.Seen seen) throws IOException {
        FileMark mark = markOf(seen);
        TrackedFile file =
                mark == null
                        ? new TrackedFile(seen, Head.NONE, 0)
                        : new TrackedFile(seen, mark.head(), mark.acknowledged());
        files.put(seen.key(), file);
        if (mark != null && seen.size() < mark.size()) {
            long cut = mark.size() - Math.max(seen.size(), mark.acknowledged());
            lost(new Gap("truncated", cut, estimate(cut), instant(mark.modified())));
        }
        return file;
    }

    private @Nullable FileMark markOf(FileKey.Seen seen) throws IOException {
        for (FileMark mark : restored) {
            if (mark.key().equals(seen.key())) {
                boolean same =
                        mark.acknowledged() <= seen.size() && mark.head().matches(seen.path());
                if (!same) {
                    log.warn(
                            "{} is not what it was at the last checkpoint: read anew", seen.path());
                }
                if (same) {
                    matched.add(mark);
                    return mark;
                }
            }
        }
        // A copy, or the device has another number since the last start of the machine.
        for (FileMark mark : restored) {
            if (mark.head().isTelling()
                    && mark.acknowledged() <= seen.size()
                    && mark.head().matches(seen.path())) {
                matched.add(mark);
                return mark;
            }
        }
        return null;
    }

    private void forgetOthers(Set<FileKey> found) throws IOException {
        for (TrackedFile file : List.copyOf(files.values())) {
            if (found.contains(file.key) || file.spooled) {
                continue;
            }
            file.missed++;
            boolean readable = file.equals(openFile) && file.unread() > 0;
            if (file.missed >= 2 && !readable) {
                lose(file, "rotated_away");
                close(file);
                files.remove(file.key);
                changed = true;
            }
        }
    }

    /** Files that vanished while the agent was away. */
    private void forgetMarks() {
        for (FileMark mark : restored) {
            long unread = mark.size() - mark.acknowledged();
            if (unread > 0 && !matched.contains(mark)) {
                lost(new Gap("rotated_away", unread, estimate(unread), instant(mark.modified())));
            }
        }
        restored.clear();
        matched.clear();
    }

    private void lose(TrackedFile file, String reason) {
        if (file.unread() > 0) {
            lost(new Gap(reason, file.unread(), estimate(file.unread()), instant(file.modified)));
        }
    }

    private void lost(Gap gap) {
        log.warn("Lost {} lines of {}: {}", gap.lines(), service, gap.reason());
        listener.lost(gap);
        boolean more = gaps.size() > gapsRead && gaps.getLast().reason().equals(gap.reason());
        // One event for an outage of days, not one for each of its files.
        gaps.add(more ? gaps.removeLast().and(gap) : gap);
        changed = true;
    }

    private static long estimate(long bytes) {
        return Math.max(1, bytes / USUAL_LINE);
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private void keepWhatIsInDanger() throws IOException {
        long newer = 0;
        for (int i = order.size() - 1; i >= 0; i--) {
            TrackedFile file = order.get(i);
            newer += file.size;
            boolean candidate =
                    !file.spooled && !file.key.equals(activeKey) && file.unacknowledged() > 0;
            if (candidate && rotation.endangers(newer) && file.size <= spoolBound) {
                keep(file);
            }
        }
    }

    private void keep(TrackedFile file) throws IOException {
        for (TrackedFile oldest : order) {
            if (spoolBytes() + file.size <= spoolBound) {
                break;
            }
            if (oldest.spooled && oldest.modified <= file.modified) {
                drop(oldest);
            }
        }
        if (spoolBytes() + file.size > spoolBound) {
            return;
        }
        try {
            spool.take(file);
            // So that damage to it is noticed.
            file.head = Head.of(file.path, file.size);
            changed = true;
        } catch (IOException e) {
            log.warn("Cannot keep {} in the spool: {}", file.path, e.toString());
        }
    }

    private void drop(TrackedFile file) throws IOException {
        long counted = LineCount.of(file.path, file.read);
        lost(new Gap("spool_full", file.unread(), counted, instant(file.modified)));
        close(file);
        file.read = file.size;
        file.acknowledged = file.size;
        spool.release(file);
        changed = true;
    }

    /** Adds lines until the batch is full, or there are no more for now. */
    public void fill(Batch batch) throws IOException {
        for (; gapsRead < gaps.size(); gapsRead++) {
            byte[] line = gaps.get(gapsRead).line(service).getBytes(StandardCharsets.UTF_8);
            batch.add(line, 0, line.length, 0);
        }
        for (TrackedFile file : order) {
            while (!batch.isFull() && file.unread() > 0) {
                FileChannel channel = channel(file);
                if (channel == null || !lines.read(channel, file, batch, isOver(file))) {
                    break;
                }
            }
            if (batch.isFull() || file.unread() > 0) {
                return; // What is newer waits for what is older.
            }
        }
    }

    /** Whether nothing will be written to the file any more. */
    private boolean isOver(TrackedFile file) {
        return !file.key.equals(activeKey) && clock.millis() - file.modified >= GRACE.toMillis();
    }

    private @Nullable FileChannel channel(TrackedFile file) throws IOException {
        FileChannel channel = file.equals(openFile) ? openChannel : open(file);
        boolean more = Math.min(Head.LONGEST, file.size) > file.head.length();
        if (channel != null && more) {
            file.head = Head.of(channel, file.size);
        }
        return channel;
    }

    private @Nullable FileChannel open(TrackedFile file) throws IOException {
        close();
        try {
            FileChannel channel = FileChannel.open(file.path);
            boolean same = file.spooled || FileKey.look(file.path).key().equals(file.key);
            if (!same) {
                channel.close();
                nextLook = Instant.MIN;
                return null;
            }
            openFile = file;
            openChannel = channel;
            return channel;
        } catch (NoSuchFileException _) {
            nextLook = Instant.MIN; // Rotated in between.
            return null;
        }
    }

    /** All that was read is delivered. */
    public void acknowledge() throws IOException {
        if (gapsRead > 0) {
            gaps.subList(0, gapsRead).clear();
            gapsRead = 0;
            changed = true;
        }
        for (TrackedFile file : order) {
            if (file.acknowledged == file.read) {
                continue;
            }
            file.acknowledged = file.read;
            changed = true;
            if (file.spooled && file.unread() == 0) {
                close(file);
                spool.release(file);
            }
        }
    }

    /** Makes what was acknowledged and what was lost last, if there is anything new. */
    public void save() throws IOException {
        if (changed) {
            checkpoint.save(
                    new Checkpoint(files.values().stream().map(TrackedFile::mark).toList(), gaps));
            changed = false;
        }
    }

    /** Bytes that were not delivered yet. */
    public long lag() {
        return files.values().stream().mapToLong(TrackedFile::unacknowledged).sum();
    }

    /** Bytes in the spool. */
    public long spoolBytes() {
        return files.values().stream().filter(it -> it.spooled).mapToLong(it -> it.size).sum();
    }

    private void close(TrackedFile file) throws IOException {
        if (file.equals(openFile)) {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = openChannel;
        openFile = null;
        openChannel = null;
        if (channel != null) {
            channel.close();
        }
    }
}
