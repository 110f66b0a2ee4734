package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code foobar drill}. Scorecards go to standard output, what happens to standard error. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Breaks the running site on purpose, under load, repairs it, and says what people saw of",
            "it, compared with what is promised. Without a name: lists the drills."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:some promise was broken",
            "2:the options do not fit"
        })
public final class DrillCommand implements Callable<Integer> {

    private static final String EVERY = "all";

    /** Opens the running site for drills; nobody else changes it until it is closed. */
    public interface Opening extends AutoCloseable {
        Faults faults();

        @Override
        void close();
    }

    private final Supplier<Opening> site;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "which drills, or all")
    private List<String> names = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "requests per second (default ${DEFAULT-VALUE})")
    private double rate;

    public DrillCommand(Supplier<Opening> site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        if (names.isEmpty()) {
            list(out);
            return 0;
        }
        List<Drill> drills = drills();
        List<Scorecard> cards = new ArrayList<>();
        try (Opening opened = site.get()) {
            for (Drill drill : drills) {
                Scorecard card =
                        new DrillRun(opened.faults(), rate, (_, _) -> List.of(), this::tell)
                                .run(drill);
                ScorecardText.lines(card).forEach(it -> out.println(Ansi.AUTO.string(it)));
                out.flush();
                cards.add(card);
            }
        }
        return cards.stream().allMatch(Scorecard::kept) ? 0 : 1;
    }

    private void tell(String line) {
        System.err.println("  ..  " + line);
    }

    private List<Drill> drills() {
        return names.stream()
                .flatMap(
                        it ->
                                it.equals(EVERY)
                                        ? Drills.all().stream()
                                        : Stream.of(
                                                Drills.named(it).orElseThrow(() -> unknown(it))))
                .toList();
    }

    private static UserError unknown(String name) {
        return new UserError(
                "there is no drill " + name,
                "choose among "
                        + Drills.all().stream().map(Drill::name).collect(Collectors.joining(", ")));
    }

    private static void list(PrintWriter out) {
        for (Drill it : Drills.all()) {
            out.printf(Locale.ROOT, "%-22s %s%n", it.name(), it.summary());
        }
        out.printf(Locale.ROOT, "%-22s %s%n", EVERY, "all of them, one after the other");
        out.flush();
    }
}
