package com.foobar.system.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of metrics in a PromQL expression. */
final class MetricNames {

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern LABELS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");
    private static final Pattern CLAUSE =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right) *\\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?! *\\()\\b");
    private static final Pattern FUNCTION = Pattern.compile("[a-zA-Z_]+ *(?=\\()");
    private static final Set<String> WORDS =
            Set.of(
                    "and", "or", "unless", "bool", "offset", "sum", "avg", "min", "max", "count",
                    "group", "topk");

    private MetricNames() {}

    static Set<String> in(String expression) {
        String bare = TEXT.matcher(expression).replaceAll("");
        bare = LABELS.matcher(bare).replaceAll(" ");
        bare = CLAUSE.matcher(bare).replaceAll(" ");
        bare = FUNCTION.matcher(bare).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            String word = matcher.group();
            // 1e9 and the like leave an e9 behind.
            if (!WORDS.contains(word) && !word.matches("e\\d+")) {
                names.add(word);
            }
        }
        return names;
    }
}
