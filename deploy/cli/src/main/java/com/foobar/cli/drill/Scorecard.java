package com.foobar.cli.drill;

import com.foobar.cli.load.FailureKind;
import com.foobar.cli.load.LoadReport.Failures;
import com.foobar.cli.load.Sample;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one drill.
 *
 * @param summary what the drill does
 * @param did what was done, and to whom
 * @param deployment which deployment it was
 * @param started when the load began
 * @param rate requests per second
 * @param requests how many were sent
 * @param failures those that failed, by kind
 * @param measured what was measured; what never came about is absent
 * @param alerts names of the alerts that fired meanwhile
 * @param timeline a line for each second of the load
 * @param notes what a reader should know besides
 */
public record Scorecard(
        String drill,
        String summary,
        String did,
        String deployment,
        Instant started,
        double rate,
        long requests,
        Map<FailureKind, Failures> failures,
        Map<Measure, Double> measured,
        List<Promise.Verdict> verdicts,
        Audit audit,
        List<String> alerts,
        Marks marks,
        List<TimelineSecond> timeline,
        List<String> notes) {

    /** Whether every clause of the promise was kept. */
    public boolean kept() {
        return verdicts.stream().allMatch(Promise.Verdict::kept);
    }

    /** The failures by kind, each with what the first one said. */
    static Map<FailureKind, Failures> failures(Collection<Sample> samples) {
        Map<FailureKind, Failures> result = new EnumMap<>(FailureKind.class);
        for (Sample it : samples) {
            if (it.failure() != null) {
                result.merge(
                        it.failure(),
                        new Failures(1, it.detail()),
                        (old, _) -> new Failures(old.count() + 1, old.example()));
            }
        }
        return result;
    }
}
