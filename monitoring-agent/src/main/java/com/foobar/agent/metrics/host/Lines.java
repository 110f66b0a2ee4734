package com.foobar.agent.metrics.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small files of the kernel, as words. */
final class Lines {

    private Lines() {}

    /** The words of each line. */
    static List<String[]> words(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(it -> it.strip().split("\\s+")).toList();
    }

    /** Lines that begin with a name and a number, as {@code memory.events} has them. */
    static Map<String, Double> numbers(Path file) throws IOException {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String[] words : words(file)) {
            if (words.length >= 2) {
                numbers.put(words[0].replace(":", ""), number(file, words[1]));
            }
        }
        return numbers;
    }

    static double number(Path file, String word) throws IOException {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IOException("%s has %s where a number should be".formatted(file, word), e);
        }
    }
}
