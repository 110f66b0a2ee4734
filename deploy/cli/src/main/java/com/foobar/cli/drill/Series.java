package com.foobar.cli.drill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs drills again and again, and hands on what comes of each at once. */
final class Series {

    /** Is told of each run when it has ended, with all of this series so far. */
    @FunctionalInterface
    interface Listener {
        void onEnded(Scorecard card, List<Scorecard> soFar) throws IOException;
    }

    private final DrillCommand.Opening site;
    private final double rate;
    private final Consumer<String> tell;
    private final List<Scorecard> cards = new ArrayList<>();

    Series(DrillCommand.Opening site, double rate, Consumer<String> tell) {
        this.site = site;
        this.rate = rate;
        this.tell = tell;
    }

    /**
     * All drills once, then all of them again.
     *
     * @param kept runs that are there already count, if given
     */
    List<Scorecard> run(List<Drill> drills, int runs, @Nullable Results kept, Listener listener)
            throws InterruptedException, IOException {
        DrillRun run = new DrillRun(site, rate, tell);
        List<Drill> possible = drills.stream().filter(this::isPossible).toList();
        for (int i = 0; i < runs; i++) {
            for (Drill drill : possible) {
                if (kept != null && kept.count(drill, site.faults().name(), rate) > i) {
                    continue;
                }
                Scorecard card = run.run(drill);
                cards.add(card);
                listener.onEnded(card, List.copyOf(cards));
            }
        }
        return List.copyOf(cards);
    }

    private boolean isPossible(Drill drill) {
        Optional<String> obstacle = drill.needs().flatMap(it -> site.faults().cannot(it));
        obstacle.ifPresent(it -> tell.accept("%s not here: %s".formatted(drill.name(), it)));
        return obstacle.isEmpty();
    }
}
