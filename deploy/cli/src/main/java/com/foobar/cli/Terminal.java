package com.foobar.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Whether a person sees what is printed, and can answer. */
final class Terminal {

    private Terminal() {}

    static boolean isPresent() {
        return console() != null;
    }

    /** Asks; an empty answer where nobody is there. */
    static String ask(String question) {
        Console console = console();
        String answer = console == null ? null : console.readLine("%s", question);
        return answer == null ? "" : answer;
    }

    @SuppressWarnings("SystemConsoleNull") // It may still be, and NullAway wants to know.
    private static @Nullable Console console() {
        Console console = System.console();
        return console != null && console.isTerminal() ? console : null;
    }
}
