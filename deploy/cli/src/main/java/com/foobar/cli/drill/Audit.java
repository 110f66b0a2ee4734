package com.foobar.cli.drill;

import com.foobar.cli.load.AcknowledgedWrite;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The ledger compared with what the members hold.
 *
 * @param acknowledged how many writes the site said it had stored
 * @param lost keys of those that some member does not hold under the id that was acknowledged
 * @param doubled keys of writes, acknowledged or not, that some member holds more than once
 * @param members whom was asked
 */
public record Audit(int acknowledged, Set<String> lost, Set<String> doubled, List<String> members) {

    /** A message that a member holds; the key is part of its text. */
    public record Stored(String id, String key) {}

    static Audit of(Collection<AcknowledgedWrite> ledger, Map<String, List<Stored>> members) {
        Set<String> lost = new LinkedHashSet<>();
        Set<String> doubled = new LinkedHashSet<>();
        for (List<Stored> stored : members.values()) {
            Set<Stored> held = new HashSet<>(stored);
            Set<String> keys = new HashSet<>();
            stored.stream().map(Stored::key).filter(it -> !keys.add(it)).forEach(doubled::add);
            ledger.stream()
                    .filter(it -> !held.contains(new Stored(it.messageId(), it.idempotencyKey())))
                    .map(AcknowledgedWrite::idempotencyKey)
                    .forEach(lost::add);
        }
        return new Audit(
                ledger.size(), lost, doubled, List.copyOf(new TreeMap<>(members).keySet()));
    }
}
