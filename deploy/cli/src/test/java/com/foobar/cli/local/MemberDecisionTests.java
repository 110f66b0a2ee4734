package com.foobar.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.deployment.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a MySQL member that is out of the group decides to do: {@code decide} of the program. */
class MemberDecisionTests {

    private static final Path MEMBER = Path.of("../mysql/member").toAbsolutePath().normalize();

    @Test
    void joinsWhenAnotherMemberIsOnlineWithQuorum() {
        assertThat(decide("", 2, "1|a:1|ONLINE|1|0|-", "3|c:1|UNREACHABLE|0|0|-"))
                .isEqualTo("join a:1");
    }

    @Test
    void joinsWhenTheGroupHoldsTheSameOrMore() {
        assertThat(decide("", 2, "1|a:1|ONLINE|1|0|equal", "3|c:1|ONLINE|1|0|ahead"))
                .startsWith("join ");
    }

    @ParameterizedTest
    @CsvSource({"behind", "diverged"})
    void asksForAnOperatorWhenItHoldsWhatTheGroupLacks(String compared) {
        assertThat(decide("", 2, "1|a:1|ONLINE|1|0|" + compared, "3|c:1|ONLINE|1|0|ahead"))
                .startsWith("wait DIVERGED from the group: I hold messages that a:1 lacks");
        assertThat(decide("forced", 2, "1|a:1|ONLINE|1|0|" + compared, "3|c:1|UNREACHABLE|0|0|-"))
                .startsWith("wait DIVERGED from the group");
    }

    @Test
    void waitsWhenTheGroupStillListsItsPreviousIncarnation() {
        assertThat(decide("", 2, "1|a:1|ONLINE|1|1|-", "3|c:1|ONLINE|1|1|-"))
                .isEqualTo("wait a:1 still lists my previous incarnation");
    }

    @Test
    void waitsWhenTheOnlyOnlineMemberHasNoQuorum() {
        assertThat(decide("", 2, "1|a:1|ONLINE|0|0|-", "3|c:1|UNREACHABLE|0|0|-"))
                .startsWith("wait ");
    }

    @Test
    void firstInTheListFormsTheGroupWhenAllHoldTheSame() {
        assertThat(decide("", 1, "2|b:1|OFFLINE|0|0|equal", "3|c:1|OFFLINE|0|0|equal"))
                .isEqualTo("bootstrap");
        assertThat(decide("", 2, "1|a:1|OFFLINE|0|0|equal", "3|c:1|OFFLINE|0|0|equal"))
                .isEqualTo("wait a:1 holds the same and comes first");
    }

    @Test
    void memberThatHoldsMostFormsTheGroupWhereverItStands() {
        assertThat(decide("", 3, "1|a:1|OFFLINE|0|0|behind", "2|b:1|OFFLINE|0|0|behind"))
                .isEqualTo("bootstrap");
        assertThat(decide("", 1, "2|b:1|OFFLINE|0|0|behind", "3|c:1|OFFLINE|0|0|ahead"))
                .isEqualTo("wait c:1 holds more and forms the group");
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, wait c:1 does not answer",
        "RECOVERING, wait c:1 is recovering",
        "ERROR, wait c:1 is leaving the group after an error"
    })
    void waitsWhenNotEveryMemberCanBeAsked(String state, String decision) {
        assertThat(decide("", 1, "2|b:1|OFFLINE|0|0|behind", "3|c:1|" + state + "|0|0|-"))
                .isEqualTo(decision);
    }

    @Test
    void asksForAnOperatorWhenMembersDiverged() {
        assertThat(decide("", 1, "2|b:1|OFFLINE|0|0|diverged", "3|c:1|OFFLINE|0|0|equal"))
                .startsWith("wait DIVERGED from b:1");
    }

    @Test
    void formsTheGroupWithoutTheMissingWhenForced() {
        assertThat(decide("forced", 2, "1|a:1|UNREACHABLE|0|0|-", "3|c:1|OFFLINE|0|0|equal"))
                .isEqualTo("bootstrap");
    }

    @Test
    void joinsRatherThanFormsAnotherGroupWhenForced() {
        assertThat(decide("forced", 2, "1|a:1|ONLINE|1|0|-", "3|c:1|UNREACHABLE|0|0|-"))
                .isEqualTo("join a:1");
    }

    private static String decide(String forced, int position, String... learned) {
        String arguments =
                Stream.concat(Stream.of(forced, String.valueOf(position)), Stream.of(learned))
                        .map(it -> "'" + it + "'")
                        .collect(Collectors.joining(" "));
        Command.Result result =
                Command.run(
                        List.of("bash", "-c", ". " + MEMBER + " && decide " + arguments),
                        Map.of(),
                        false,
                        Command.SHORT);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result.text();
    }
}
