package com.foobar.cli.drill;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What was measured in one run of a drill, and where. Whether that keeps the promise is judged when
 * it is read: by what is promised now.
 *
 * @param deployment which deployment it was
 * @param machine what it ran on
 * @param build the commit of the programs
 * @param started when the load began
 * @param rate requests per second
 * @param requests how many were sent
 * @param measured what was measured; what never came about is absent
 */
record Result(
        String drill,
        String deployment,
        String machine,
        String build,
        Instant started,
        double rate,
        long requests,
        Map<Measure, Double> measured) {

    private static final String ORIGINAL = "original design";

    boolean isOriginal() {
        return deployment.endsWith(ORIGINAL);
    }

    boolean isLocalAndSecured() {
        return deployment.equals("local deployment");
    }

    /** The day on which it was measured. */
    String day() {
        return started.toString().substring(0, 10);
    }

    static List<Result> of(Report report) {
        return report.cards().stream()
                .map(
                        it ->
                                new Result(
                                        it.drill(),
                                        it.deployment(),
                                        report.machine(),
                                        report.build(),
                                        it.started(),
                                        it.rate(),
                                        it.requests(),
                                        it.measured()))
                .toList();
    }

    /**
     * Those of a report that {@link ReportJson} made.
     *
     * @throws tools.jackson.core.JacksonException if something is missing, or not of its kind
     * @throws IllegalArgumentException if there is no such measure
     * @throws java.time.DateTimeException if the time is none
     */
    static List<Result> of(JsonNode report) {
        String machine = report.required("machine").stringValue();
        String build = report.required("build").stringValue();
        return report.required("drills")
                .asArray()
                .valueStream()
                .map(
                        it ->
                                new Result(
                                        it.required("drill").stringValue(),
                                        it.required("deployment").stringValue(),
                                        machine,
                                        build,
                                        Instant.parse(it.required("started").stringValue()),
                                        it.required("rate").doubleValue(),
                                        it.required("requests").longValue(),
                                        measured(it.required("measured").asObject())))
                .toList();
    }

    private static Map<Measure, Double> measured(JsonNode node) {
        Map<Measure, Double> measured = new EnumMap<>(Measure.class);
        node.propertyStream()
                .forEach(
                        it ->
                                measured.put(
                                        Measure.valueOf(it.getKey()), it.getValue().doubleValue()));
        return measured;
    }
}
