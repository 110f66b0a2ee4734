package com.foobar.cli.drill;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. Times are seconds since the load began, latencies milliseconds. */
final class ReportJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ReportJson() {}

    static String of(Report report) {
        return node(report).toPrettyString();
    }

    static ObjectNode node(Report report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("machine", report.machine());
        root.put("load", report.load());
        root.put("build", report.build());
        root.put("made", report.made().toString());
        root.put("kept", report.cards().stream().allMatch(Scorecard::kept));
        ArrayNode cards = root.putArray("drills");
        report.cards().forEach(it -> card(cards.addObject(), it));
        return root;
    }

    private static void card(ObjectNode node, Scorecard card) {
        node.put("drill", card.drill());
        node.put("summary", card.summary());
        node.put("did", card.did());
        node.put("deployment", card.deployment());
        node.put("started", card.started().toString());
        node.put("rate", card.rate());
        node.put("requests", card.requests());
        node.put("kept", card.kept());
        ArrayNode promise = node.putArray("promise");
        for (Promise.Verdict it : card.verdicts()) {
            promise.addObject()
                    .put("measure", it.clause().measure().name())
                    .put("label", it.clause().measure().label())
                    .put("bound", it.clause().bound())
                    .put("seen", it.seen())
                    .put("kept", it.kept());
        }
        ObjectNode failures = node.putObject("failures");
        card.failures()
                .forEach(
                        (kind, it) ->
                                failures.putObject(kind.name())
                                        .put("count", it.count())
                                        .put("example", it.example()));
        ObjectNode measured = node.putObject("measured");
        card.measured().forEach((measure, value) -> measured.put(measure.name(), value));
        ArrayNode alerts = node.putArray("alerts");
        card.alerts().forEach(alerts::add);
        ArrayNode facts = node.putArray("facts");
        Facts.of(card)
                .forEach(it -> facts.addObject().put("label", it.label()).put("text", it.text()));
        marks(node.putObject("marks"), card.marks());
        ArrayNode timeline = node.putArray("timeline");
        card.timeline().forEach(it -> timeline.addPOJO(it));
    }

    private static void marks(ObjectNode node, Marks marks) {
        node.put("broken", Texts.seconds(marks.broken()))
                .put("undone", Texts.seconds(marks.undone()))
                .put("healthy", Texts.seconds(marks.healthy()))
                .put("ended", Texts.seconds(marks.ended()));
    }
}
