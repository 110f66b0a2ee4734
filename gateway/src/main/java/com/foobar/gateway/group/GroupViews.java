package com.foobar.gateway.group;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers what each server said last about the MySQL group, and forgets what is old. */
@Component
public final class GroupViews {

    /** Several checks may fail before a view that was true is given up. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Clock clock;
    private final GroupViewReader reader = new GroupViewReader();
    private final Map<String, Told> views = new ConcurrentHashMap<>();
    private final Map<String, String> places = new ConcurrentHashMap<>();

    GroupViews(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of a server's answer to a readiness check, ready or not. */
    public void tell(String server, String readiness) {
        reader.read(readiness)
                .ifPresent(
                        view -> {
                            views.put(server, new Told(view, clock.instant()));
                            places.put(view.localMember(), server);
                        });
    }

    public Group group() {
        Instant oldest = clock.instant().minus(FRESH);
        SequencedMap<String, GroupView> fresh = new TreeMap<>();
        views.forEach(
                (server, told) -> {
                    if (told.at().isAfter(oldest)) {
                        fresh.put(server, told.view());
                    }
                });
        return Group.of(fresh, places);
    }

    private record Told(GroupView view, Instant at) {}
}
