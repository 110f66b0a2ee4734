package com.foobar.cli.drill;

import com.foobar.cli.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import picocli.CommandLine.ParameterException;
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

        Annotations annotations();

        /** The commit that the programs are of. */
        String build();

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
            description = "how often (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--results",
            paramLabel = "DIRECTORY",
            description = {
                "keep what is measured there, a file for each run; --markdown is then made of all",
                "that is there, and without a NAME nothing is run for it"
            })
    private @Nullable Path results;

    @Option(
            names = "--designs",
            paramLabel = "FILE",
            description = {
                "put the scorecards of both designs out of --results side by side into a document,",
                "as docs/three-flaws.md has them; runs nothing"
            })
    private @Nullable Path designs;

    @Option(
            names = "--missing",
            description = "run only what --results lacks of --runs N at this rate: go on with it")
    private boolean missing;

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
        Results kept = results == null ? null : new Results(results, this::tell);
        if (missing && kept == null) {
            throw new ParameterException(spec().commandLine(), "--missing needs --results");
        }
        if (names.isEmpty()) {
            if (kept != null && (markdown != null || designs != null)) {
                document(kept.all());
            } else {
                DrillList.lines(Drills.all()).forEach(this::print);
            }
            return 0;
        }
        List<Drill> drills = drills();
        List<Scorecard> cards;
        try (Opening site = this.site.get()) {
            String build = site.build();
            cards =
                    new Series(site, rate, this::tell)
                            .run(
                                    drills,
                                    runs,
                                    missing ? kept : null,
                                    (card, all) -> write(card, all, build, kept));
            if (json) {
                print(ReportJson.of(Report.of(cards, build)));
            }
        }
        if (html != null && !cards.isEmpty()) {
            tell("the report is " + html.toAbsolutePath().toUri());
        }
        return cards.stream().allMatch(Scorecard::kept) ? 0 : 1;
    }

    private void document(List<Result> results) throws IOException {
        if (markdown != null) {
            Files.writeString(markdown, PromisesMarkdown.of(results));
        }
        if (designs != null) {
            Files.writeString(designs, DesignsMarkdown.into(Files.readString(designs), results));
        }
    }

    /** Each time: what was measured before something ends it is worth keeping. */
    private void write(Scorecard card, List<Scorecard> all, String build, @Nullable Results kept)
            throws IOException {
        if (!json) {
            ScorecardText.lines(card, Ansi.AUTO).forEach(this::print);
        }
        if (kept != null) {
            kept.keep(Report.of(List.of(card), build));
        }
        Report report = Report.of(all, build);
        if (html != null) {
            Files.writeString(html, ReportHtml.of(report));
        }
        if (markdown != null) {
            Files.writeString(
                    markdown, PromisesMarkdown.of(kept == null ? Result.of(report) : kept.all()));
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it");
    }

    private void print(String line) {
        PrintWriter out = spec().commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void tell(String line) {
        PrintWriter err = spec().commandLine().getErr();
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
