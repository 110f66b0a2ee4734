package com.foobar.agent.logs.tail;

import java.nio.file.Path;

/** A log file that is known, and how far it was read and delivered. */
final class TrackedFile {

    final FileKey key;
    Path path;
    Head head;
    long size;
    long modified;

    /** Every byte before this one was delivered. */
    long acknowledged;

    /** Every byte before this one is in the batch, or was. */
    long read;

    /** Whether the rest of a line that was too long has to be passed over. */
    boolean skipping;

    /** Whether its bytes are in the spool, and its own name may vanish. */
    boolean spooled;

    /** Looks in a row that did not find it. */
    int missed;

    TrackedFile(FileKey.Seen seen, Head head, long acknowledged) {
        this.key = seen.key();
        this.path = seen.path();
        this.head = head;
        this.size = seen.size();
        this.modified = seen.modified();
        this.acknowledged = acknowledged;
        this.read = acknowledged;
    }

    void see(FileKey.Seen seen) {
        if (!spooled) {
            path = seen.path();
        }
        size = Math.max(read, seen.size());
        modified = seen.modified();
        missed = 0;
    }

    long unread() {
        return size - read;
    }

    long unacknowledged() {
        return size - acknowledged;
    }

    FileMark mark() {
        return new FileMark(key, head, acknowledged, size, modified);
    }
}
