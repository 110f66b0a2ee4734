package com.foobar.web.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody typed into the search field, as a query in MySQL's boolean full-text language: all
 * words must occur, the beginning of a word is enough. Only letters and digits get through, so no
 * input can be an error there.
 */
final class SearchWords {

    static final int MAX_INPUT = 200;
    private static final int MAX_WORDS = 10;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]+");

    /** InnoDB's default stop words are not in the index: asking for them would find nothing. */
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "a", "about", "an", "are", "as", "at", "be", "by", "com", "de", "en", "for",
                    "from", "how", "i", "in", "is", "it", "la", "of", "on", "or", "that", "the",
                    "this", "to", "was", "what", "when", "where", "who", "will", "with", "und",
                    "www");

    private SearchWords() {}

    /** Empty if there is no word to search for. */
    static String parse(String input) {
        List<String> words =
                WORD.matcher(input)
                        .results()
                        .map(MatchResult::group)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
        List<String> indexed =
                words.stream()
                        .filter(word -> word.length() > 1 && !STOP_WORDS.contains(word))
                        .toList();
        return (indexed.isEmpty() ? words : indexed)
                .stream()
                        .limit(MAX_WORDS)
                        .map(word -> "+" + word + "*")
                        .collect(Collectors.joining(" "));
    }
}
