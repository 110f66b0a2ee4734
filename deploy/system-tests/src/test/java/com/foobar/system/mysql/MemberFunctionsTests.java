package com.foobar.system.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.system.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code member} and {@code backup} decide, from what they know alone. */
class MemberFunctionsTests {

    @ParameterizedTest
    @CsvSource({
        "old, old, old, keep",
        "old, old, new, settle",
        "old, half, new, settle",
        "old, new, new, reload",
        "new, new, new, keep"
    })
    void renewedCertificateIsLoadedOnceItsFilesHaveSettled(
            String loaded, String last, String now, String step) {
        assertThat(function("member", "", "certificates_step", loaded, last, now).text())
                .isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        // MiB free, too few for so many seconds, position, members online, members
        "256, 0, 1, 3, 3, stay",
        "255, 0, 1, 3, 3, leave",
        "255, 0, 2, 3, 3, stay",
        "255, 4, 2, 3, 3, leave",
        "255, 7, 3, 3, 3, stay",
        "255, 8, 3, 3, 3, leave",
        "0, 60, 1, 2, 3, stay",
        "0, 60, 1, 1, 1, stay"
    })
    void oneMemberOfThreeLeavesWhenItsDiskIsNearlyFull(
            String room,
            String since,
            String position,
            String online,
            String members,
            String step) {
        assertThat(
                        function("member", "", "room_step", room, since, position, online, members)
                                .text())
                .isEqualTo(step);
    }

    @Test
    void restoredTablesTakeThePlaceOfThePresentOnesInOneStatement() {
        assertThat(function("backup", "", "exchange_sql", "message", "message key").text())
                .isEqualTo(
                        "RENAME TABLE `foobar`.`message` TO `foobar_before`.`message`,"
                                + "`foobar_restored`.`message` TO `foobar`.`message`,"
                                + "`foobar_restored`.`key` TO `foobar`.`key`;");
    }

    @Test
    void copyIsWholeWhenItEndsAsADumpEnds() {
        String dump = "INSERT INTO `message` VALUES (1);\n";
        assertThat(function("backup", dump + "-- Dump completed on 2026-01-01\n", "is_whole"))
                .matches(it -> it.exitCode() == 0);
        assertThat(function("backup", dump, "is_whole")).matches(it -> it.exitCode() != 0);
    }

    private static Program function(String program, String input, String... words) {
        return Program.run(
                input,
                List.of(
                        "bash",
                        "-c",
                        ". "
                                + RealMember.FOLDER.resolve(program)
                                + "; '"
                                + String.join("' '", words)
                                + "'"));
    }
}
