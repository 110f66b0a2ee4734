package com.foobar.cli.drill;

import com.foobar.cli.load.AcknowledgedWrite;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The messages of a load as the members hold them. */
final class Messages {

    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Faults site;

    Messages(Faults site) {
        this.site = site;
    }

    /** The highest id of any message; 0 if there is none. */
    long newest() {
        return site.members().stream()
                .map(it -> site.query(it, "SELECT COALESCE(MAX(id), 0) FROM foobar.message"))
                .mapToLong(it -> Long.parseLong(it.getFirst()))
                .max()
                .orElse(0);
    }

    /**
     * Compares the ledger with the messages that are newer than {@code newest}. A replica may still
     * have to apply the last ones, and a member that everybody waited for may answer nobody else
     * yet: they get some time, and only to catch up.
     *
     * @throws UncheckedIOException if a member does not answer then
     */
    Audit audit(Collection<AcknowledgedWrite> ledger, long newest) throws InterruptedException {
        Instant deadline = Instant.now().plus(CATCH_UP);
        while (true) {
            boolean last = Instant.now().isAfter(deadline);
            try {
                Audit audit = compare(ledger, newest);
                if (audit.lost().isEmpty() || last) {
                    return audit;
                }
            } catch (UncheckedIOException e) {
                if (last) {
                    throw e;
                }
            }
            Thread.sleep(POLL);
        }
    }

    private Audit compare(Collection<AcknowledgedWrite> ledger, long newest) {
        Map<String, List<Audit.Stored>> members = new TreeMap<>();
        site.members().forEach(it -> members.put(it, stored(it, newest)));
        return Audit.of(ledger, members);
    }

    private List<Audit.Stored> stored(String member, long newest) {
        List<Audit.Stored> result = new ArrayList<>();
        for (String row :
                site.query(
                        member,
                        "SELECT id, SUBSTRING(text, 6) FROM foobar.message WHERE id > "
                                + newest
                                + " AND text LIKE 'load %'")) {
            String[] columns = row.split("\t", 2);
            result.add(new Audit.Stored(columns[0], columns[1]));
        }
        return result;
    }
}
