package com.foobar.web.message;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that may be posted. Lengths count characters as people see them in most scripts:
 * Unicode code points in composed form, a line break as one; an emoji is one, too, where Java's own
 * count says two.
 */
record NewMessage(String author, String text) {

    static final int MAX_AUTHOR = 80;
    static final int MAX_TEXT = 10_000;

    /** What came of checking somebody's input. */
    sealed interface Checked {

        record Valid(NewMessage message) implements Checked {}

        record Invalid(List<FieldProblem> problems) implements Checked {}
    }

    /** One field and what is wrong with it, in words for its author. */
    record FieldProblem(String field, String message) {}

    static Checked check(@Nullable String author, @Nullable String text) {
        String cleanAuthor = clean(author);
        String cleanText = clean(text);
        List<FieldProblem> problems = new ArrayList<>();
        describe("author", "your name", cleanAuthor, MAX_AUTHOR, false, problems);
        describe("text", "your message", cleanText, MAX_TEXT, true, problems);
        return problems.isEmpty()
                ? new Checked.Valid(new NewMessage(cleanAuthor, cleanText))
                : new Checked.Invalid(List.copyOf(problems));
    }

    private static String clean(@Nullable String input) {
        if (input == null) {
            return "";
        }
        String lines = input.replace("\r\n", "\n").replace('\r', '\n');
        return Normalizer.normalize(lines, Normalizer.Form.NFC).strip();
    }

    private static void describe(
            String field,
            String name,
            String value,
            int maximum,
            boolean multiline,
            List<FieldProblem> problems) {
        int length = value.codePointCount(0, value.length());
        if (value.codePoints().noneMatch(NewMessage::isVisible)) {
            problems.add(new FieldProblem(field, "Please enter " + name + "."));
        } else if (length > maximum) {
            problems.add(
                    new FieldProblem(
                            field,
                            "At most %,d characters, please; these are %,d."
                                    .formatted(maximum, length)));
        }
        if (value.codePoints().anyMatch(character -> isForbidden(character, multiline))) {
            problems.add(
                    new FieldProblem(field, "Control characters are not allowed in " + name + "."));
        }
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** Control characters, and halves of a surrogate pair, which no encoding can carry. */
    private static boolean isForbidden(int character, boolean multiline) {
        if (multiline && (character == '\n' || character == '\t')) {
            return false;
        }
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
