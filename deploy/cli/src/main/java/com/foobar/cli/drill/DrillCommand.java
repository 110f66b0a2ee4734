package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

        Alerts alerts();

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

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "how often, for --markdown (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(names = "--json", description = "print the scorecards as JSON")
    private boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "write a report with charts, in one file that needs no other")
    private @Nullable Path html;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "write a table of medians and worst cases, as docs/promises.md is")
    private @Nullable Path markdown;

    public DrillCommand(Supplier<Opening> site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        if (names.isEmpty()) {
            DrillList.lines(Drills.all()).forEach(out::println);
            out.flush();
            return 0;
        }
        List<Scorecard> cards = new ArrayList<>();
        try (Opening opened = site.get()) {
            run(opened, drills(), cards, out);
        }
        if (json) {
            out.println(ReportJson.of(Report.of(cards)));
            out.flush();
        }
        return cards.stream().allMatch(Scorecard::kept) ? 0 : 1;
    }

    private void run(Opening opened, List<Drill> drills, List<Scorecard> cards, PrintWriter out)
            throws InterruptedException, IOException {
        DrillRun run = new DrillRun(opened.faults(), rate, opened.alerts(), this::tell);
        for (int i = 0; i < runs; i++) {
            for (Drill drill : drills) {
                Optional<String> obstacle = drill.needs().flatMap(it -> opened.faults().cannot(it));
                if (obstacle.isPresent()) {
                    tell("%s not here: %s".formatted(drill.name(), obstacle.get()));
                    continue;
                }
                Scorecard card = run.run(drill);
                cards.add(card);
                if (!json) {
                    ScorecardText.lines(card, Ansi.AUTO).forEach(out::println);
                    out.flush();
                }
                // Each time: what was measured before something ends it is worth keeping.
                write(Report.of(cards));
            }
        }
        if (html != null) {
            tell("the report is " + html.toAbsolutePath().toUri());
        }
    }

    private void write(Report report) throws IOException {
        if (html != null) {
            Files.writeString(html, ReportHtml.of(report));
        }
        if (markdown != null) {
            Files.writeString(markdown, PromisesMarkdown.of(report));
        }
    }

    private void tell(String line) {
        PrintWriter err = Objects.requireNonNull(spec, "picocli sets it").commandLine().getErr();
        err.println("  ..  " + line);
        err.flush();
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
}
