package com.foobar.gateway.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.support.ManualClock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupTests {

    private final ManualClock clock = new ManualClock();
    private final GroupViews views = new GroupViews(clock);

    @Test
    void primaryIsTheOneThatMostServersName() {
        views.tell("server-1", readiness("mysql-1", "mysql-1", 0L));
        views.tell("server-2", readiness("mysql-2", "mysql-2", 0L));
        views.tell("server-3", readiness("mysql-3", "mysql-2", 0L));
        assertThat(views.group().primary()).isEqualTo("mysql-2");
        assertThat(views.group().agreed()).isFalse();
    }

    @Test
    void thereIsNoPrimaryWhenNoServerKnowsOne() {
        views.tell("server-1", readiness("mysql-1", "none", 0L));
        assertThat(views.group().primary()).isNull();
        assertThat(views.group().agreed()).isTrue();
        assertThat(views.group().known()).isTrue();
    }

    @Test
    void lagIsWhatTheServerOfTheMemberSays() {
        views.tell("server-1", readiness("mysql-1", "mysql-1", 0L));
        views.tell("server-2", readiness("mysql-2", "mysql-1", 1500L));
        assertThat(views.group().on("server-2"))
                .hasValueSatisfying(it -> assertThat(it.lagMillis()).isEqualTo(1500));
        assertThat(views.group().members())
                .filteredOn(it -> it.name().equals("mysql-3"))
                .singleElement()
                .returns(null, Group.Member::lagMillis)
                .returns("ONLINE", Group.Member::state);
    }

    @Test
    void lagIsUnknownWhenTheServerCannotAsk() {
        views.tell("server-1", readiness("mysql-1", "mysql-1", null));
        assertThat(views.group().on("server-1"))
                .hasValueSatisfying(it -> assertThat(it.lagMillis()).isNull());
    }

    @Test
    void memberKeepsItsPlaceWhenItsServerIsSilent() {
        views.tell("server-1", readiness("mysql-1", "mysql-1", 0L));
        clock.advance(Duration.ofSeconds(6));
        views.tell("server-2", readiness("mysql-2", "mysql-1", 0L));
        assertThat(views.group().on("server-1"))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo("ONLINE"));
    }

    @Test
    void nothingIsKnownWhenEveryViewIsOld() {
        views.tell("server-1", readiness("mysql-1", "mysql-1", 0L));
        clock.advance(Duration.ofSeconds(6));
        assertThat(views.group().known()).isFalse();
        assertThat(views.group().members())
                .extracting(Group.Member::name, Group.Member::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("mysql-1", "UNKNOWN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OK", "{\"status\":\"UP\"}", "[]", "{\"components\":{\"database\":7}}"})
    void answerIsIgnoredWhenItTellsNothing(String readiness) {
        views.tell("server-1", readiness);
        assertThat(views.group().known()).isFalse();
    }

    /** As web-app writes it. */
    private static String readiness(String local, String primary, @Nullable Long lag) {
        return """
        {"status":"UP","components":{"database":{"status":"UP","details":{"primary":"%s","members":{
        "mysql-1":{"state":"ONLINE","role":"%s","reason":null,"readable":true},
        "mysql-2":{"state":"ONLINE","role":"%s","readable":true},
        "mysql-3":{"state":"ONLINE","role":"REPLICA","readable":true}},
        "local":{"member":"%s"%s}}}}}
        """
                .formatted(
                        primary,
                        primary.equals("mysql-1") ? "PRIMARY" : "REPLICA",
                        primary.equals("mysql-2") ? "PRIMARY" : "REPLICA",
                        local,
                        lag == null
                                ? ""
                                : String.format(
                                        Locale.ROOT, ",\"queued\":0,\"lagMillis\":%d", lag));
    }
}
