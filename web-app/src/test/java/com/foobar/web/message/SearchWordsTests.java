package com.foobar.web.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTests {

    @Test
    void allWordsAreWantedWhenThereAreSeveral() {
        assertThat(SearchWords.parse("Hello, World! hello")).isEqualTo("+hello* +world*");
    }

    @Test
    void stopWordsAreLeftOutWhenThereAreOthers() {
        assertThat(SearchWords.parse("the end of it")).isEqualTo("+end*");
    }

    @Test
    void stopWordsAreKeptWhenThereIsNothingElse() {
        assertThat(SearchWords.parse("to the")).isEqualTo("+to* +the*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+-*\"()~<>@", "'; --", "   ", "👋"})
    void nothingIsSearchedWhenThereIsNoWord(String input) {
        assertThat(SearchWords.parse(input)).isEmpty();
    }

    @Test
    void wordsAreBoundedWhenThereAreMany() {
        assertThat(SearchWords.parse("aa bb cc dd ee ff gg hh ii jj kk ll").split(" ", -1))
                .hasSize(10);
    }
}
