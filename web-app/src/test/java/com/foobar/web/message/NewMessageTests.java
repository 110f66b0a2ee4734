package com.foobar.web.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.web.message.NewMessage.Checked;
import com.foobar.web.message.NewMessage.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewMessageTests {

    @Test
    void validWhenShort() {
        assertThat(NewMessage.check(" Ada ", " Hello\r\nworld\n"))
                .isEqualTo(new Checked.Valid(new NewMessage("Ada", "Hello\nworld")));
    }

    @Test
    void validWhenExactlyAtTheLimitsCountedAsPeopleDo() {
        String author = "👋".repeat(NewMessage.MAX_AUTHOR);
        String text = "é\r\n".repeat(NewMessage.MAX_TEXT / 2 - 1) + "é!";
        assertThat(NewMessage.check(author, text)).isInstanceOf(Checked.Valid.class);
    }

    @Test
    void invalidWhenOneCharacterTooLong() {
        assertThat(problems("a".repeat(NewMessage.MAX_AUTHOR + 1), "text"))
                .extracting(FieldProblem::field)
                .containsExactly("author");
        assertThat(problems("author", "a".repeat(NewMessage.MAX_TEXT + 1)))
                .extracting(FieldProblem::field)
                .containsExactly("text");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  \n", "\u200b\u200d", "\u00a0", "\u2028"})
    void invalidWhenThereIsNothingToSee(@Nullable String nothing) {
        assertThat(problems("Ada", nothing)).extracting(FieldProblem::field).contains("text");
        assertThat(problems(nothing, "Hello")).extracting(FieldProblem::field).contains("author");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001b[31mb", "a\u0085b", "a\ud800b", "a\u007fb"})
    void invalidWhenItHoldsControlCharactersOrHalfCharacters(String bad) {
        assertThat(problems(bad, bad))
                .extracting(FieldProblem::field)
                .containsExactly("author", "text");
    }

    @Test
    void invalidWhenTheAuthorHasSeveralLines() {
        assertThat(problems("Ada\nLovelace", "Hello")).hasSize(1);
    }

    private static List<FieldProblem> problems(@Nullable String author, @Nullable String text) {
        return switch (NewMessage.check(author, text)) {
            case Checked.Valid valid -> List.of();
            case Checked.Invalid(List<FieldProblem> problems) -> problems;
        };
    }
}
