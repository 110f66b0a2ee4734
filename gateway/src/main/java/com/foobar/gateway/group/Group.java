package com.foobar.gateway.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The MySQL group, put together from what the servers say.
 *
 * @param known false while no server tells anything
 * @param primary the member that most servers name; null if none is named
 * @param agreed whether all of them name the same
 * @param members every member that is known of, by name
 */
public record Group(boolean known, @Nullable String primary, boolean agreed, List<Member> members) {

    /**
     * A member.
     *
     * @param server the server it stands on, if that is known
     * @param state MySQL's word for it ({@code ONLINE}, {@code RECOVERING}, …), {@code
     *     UNREACHABLE}, or {@code UNKNOWN}
     * @param role {@code PRIMARY}, {@code REPLICA} or empty
     * @param lagMillis how far it is behind the group; null if its server does not say
     * @param queued transactions that wait in it; null if its server does not say
     */
    public record Member(
            String name,
            @Nullable String server,
            String state,
            String role,
            @Nullable Long lagMillis,
            @Nullable Long queued) {}

    /**
     * @param views what the servers said lately, by server
     * @param places the server of each member, as far as it was ever told
     */
    static Group of(SequencedMap<String, GroupView> views, Map<String, String> places) {
        List<Optional<String>> named =
                views.values().stream().map(it -> Optional.ofNullable(it.primary())).toList();
        SequencedMap<String, Member> members = new TreeMap<>();
        places.forEach(
                (member, server) ->
                        members.put(member, new Member(member, server, "UNKNOWN", "", null, null)));
        views.values()
                .forEach(
                        view ->
                                view.members()
                                        .forEach(
                                                (name, state) ->
                                                        members.merge(
                                                                name,
                                                                seen(name, state, places),
                                                                Group::better)));
        // A server knows its own member best.
        views.forEach(
                (server, view) -> own(view, server).ifPresent(it -> members.put(it.name(), it)));
        return new Group(
                !views.isEmpty(),
                mostNamed(named),
                named.stream().distinct().count() <= 1,
                new ArrayList<>(members.values()));
    }

    private static Member seen(String name, GroupView.State state, Map<String, String> places) {
        return new Member(name, places.get(name), state.state(), state.role(), null, null);
    }

    private static Member better(Member one, Member other) {
        return other.state().equals("UNREACHABLE") ? one : other;
    }

    private static Optional<Member> own(GroupView view, String server) {
        GroupView.State state = view.members().get(view.localMember());
        return state == null
                ? Optional.empty()
                : Optional.of(
                        new Member(
                                view.localMember(),
                                server,
                                state.state(),
                                state.role(),
                                view.lagMillis(),
                                view.queued()));
    }

    private static @Nullable String mostNamed(List<Optional<String>> named) {
        return named.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** The member on a server. */
    public Optional<Member> on(String server) {
        return members.stream().filter(it -> server.equals(it.server())).findFirst();
    }
}
