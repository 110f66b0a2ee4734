package com.foobar.web.database;

import com.foobar.web.database.MemberView.Seen;
import com.foobar.web.database.MemberView.Silent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The group as this instance knows it: decided from the members' views, never asked from one alone.
 *
 * @param members state and role of each member by name
 * @param primary name of the member that takes writes, if one is known
 */
public record Topology(SequencedMap<String, Member> members, Optional<String> primary) {

    /**
     * A member.
     *
     * @param state MySQL's word for it ({@code ONLINE}, {@code RECOVERING}, ...), or {@code
     *     UNREACHABLE} when it does not answer us
     * @param role {@code PRIMARY}, {@code REPLICA} or empty
     * @param reason why it cannot be read, when it cannot
     */
    public record Member(String state, String role, @Nullable String reason) {

        public boolean isReadable() {
            return reason == null;
        }
    }

    static Topology unknown(Iterable<String> names) {
        SequencedMap<String, Member> members = new TreeMap<>();
        names.forEach(name -> members.put(name, new Member("UNKNOWN", "", "not asked yet")));
        return new Topology(Collections.unmodifiableSequencedMap(members), Optional.empty());
    }

    /**
     * Decides who is primary and who may be read. Members disagree while a primary changes: the
     * claimant that most counting views name wins, and it must take writes already.
     */
    static Topology decide(Map<String, MemberView> views) {
        SequencedMap<String, Member> members = new TreeMap<>();
        views.forEach((name, view) -> members.put(name, member(view)));
        return new Topology(Collections.unmodifiableSequencedMap(members), primary(views));
    }

    /** Names of the members that may be read, the given one first. */
    List<String> readable(String preferred) {
        List<String> readable = new ArrayList<>();
        members.forEach(
                (name, member) -> {
                    if (member.isReadable()) {
                        readable.add(name);
                    }
                });
        readable.sort(Comparator.comparing(name -> !name.equals(preferred)));
        return readable;
    }

    private static Member member(MemberView view) {
        return switch (view) {
            case Silent(String reason) -> new Member("UNREACHABLE", "", reason);
            case Seen seen ->
                    seen.self()
                            .map(self -> member(self, seen.counts()))
                            .orElseGet(() -> new Member("OFFLINE", "", "not in the group"));
        };
    }

    private static Member member(GroupRow self, boolean counts) {
        String role = self.isPrimary() ? "PRIMARY" : self.role().isEmpty() ? "" : "REPLICA";
        if (counts) {
            return new Member(self.state(), role, null);
        }
        return new Member(
                self.state(), role, self.isOnline() ? "reaches no majority" : "not online");
    }

    private static Optional<String> primary(Map<String, MemberView> views) {
        Map<String, Seen> counting = new TreeMap<>();
        views.forEach(
                (name, view) -> {
                    if (view instanceof Seen seen && seen.counts()) {
                        counting.put(name, seen);
                    }
                });
        return counting.entrySet().stream()
                .filter(entry -> entry.getValue().writable())
                .filter(entry -> entry.getValue().self().filter(GroupRow::isPrimary).isPresent())
                .max(Comparator.comparingLong(entry -> votes(entry.getValue().id(), counting)))
                .map(Map.Entry::getKey);
    }

    private static long votes(String id, Map<String, Seen> counting) {
        return counting.values().stream()
                .flatMap(view -> view.rows().stream())
                .filter(row -> row.id().equals(id) && row.isPrimary() && row.isOnline())
                .count();
    }
}
