package com.foobar.system.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to a member, on a real one. */
class MemberIT {

    private static final Duration TAKEN_UP = Duration.ofSeconds(15);
    private static final int ACCESS_DENIED = 1045;

    @TempDir static Path directory;

    private static RealMember member;

    @BeforeAll
    static void start() {
        member = RealMember.start(directory);
    }

    @AfterAll
    static void stop() {
        member.close();
    }

    @BeforeEach
    void threeMessages() {
        member.sql(
                "DROP DATABASE foobar; CREATE DATABASE foobar; USE foobar;"
                        + " CREATE TABLE message (id INT PRIMARY KEY, text TEXT);"
                        + " INSERT INTO message VALUES (1, 'one'), (2, 'two'), (3, '\\'\\\\üñ\\n')");
    }

    // --- backup and restore

    @Test
    void restoreBringsBackWhatWasThere() {
        Path copy = directory.resolve("copy.gz");
        member.dump(copy).orThrow();
        String before = member.sql("SELECT * FROM foobar.message");
        member.sql(
                "DELETE FROM foobar.message WHERE id = 2; UPDATE foobar.message SET text = 'changed';"
                        + " CREATE TABLE foobar.newer (id INT PRIMARY KEY)");
        assertThat(member.read("restore", copy).orThrow()).contains("message: 3 rows", "restored");
        assertThat(member.sql("SELECT * FROM foobar.message")).isEqualTo(before);
        assertThat(member.sql("SHOW TABLES FROM foobar")).isEqualTo("message");
        assertThat(member.sql("SELECT DISTINCT text FROM foobar_before.message"))
                .as("what was there before the restore")
                .isEqualTo("changed");
    }

    @Test
    void copyIsCheckedWithoutTheMember() {
        Path copy = directory.resolve("copy.gz");
        member.dump(copy).orThrow();
        assertThat(member.read("check", copy).orThrow()).contains("message: 3 rows", "is whole");
    }

    @Test
    void restoreTwiceKeepsWhatWasThereBeforeTheLast() {
        Path copy = directory.resolve("copy.gz");
        member.dump(copy).orThrow();
        member.read("restore", copy).orThrow();
        member.sql("DELETE FROM foobar.message WHERE id > 1");
        member.read("restore", copy).orThrow();
        assertThat(member.sql("SELECT COUNT(*) FROM foobar_before.message")).isEqualTo("1");
    }

    @Test
    void damagedCopyIsRefusedAndNothingIsChanged() throws IOException {
        Path copy = directory.resolve("copy.gz");
        member.dump(copy).orThrow();
        byte[] bytes = Files.readAllBytes(copy);
        Path torn = directory.resolve("torn.gz");
        Files.write(torn, Arrays.copyOf(bytes, bytes.length / 2));
        var restore = member.read("restore", torn);
        assertThat(restore.exitCode()).isNotZero();
        assertThat(restore.text()).contains("the copy is damaged");
        assertThat(member.sql("SELECT COUNT(*) FROM foobar.message")).isEqualTo("3");
    }

    @Test
    void emptySchemaIsNotWorthACopy() {
        member.sql("DROP TABLE foobar.message");
        var dump = member.dump(directory.resolve("empty.gz"));
        assertThat(dump.exitCode()).isNotZero();
        assertThat(dump.text()).contains("no tables yet");
    }

    // --- certificates

    @Test
    void renewedCertificateIsInUseWithoutARestart() {
        String server = member.server();
        String before = expiry();
        member.renewCertificate();
        Awaitility.await("the renewed certificate is in use")
                .atMost(TAKEN_UP)
                .until(() -> !expiry().equals(before));
        assertThat(member.server()).isEqualTo(server);
    }

    private static String expiry() {
        return member.sql(
                "SELECT value FROM performance_schema.tls_channel_status"
                        + " WHERE channel = 'mysql_main' AND property = 'Ssl_server_not_after'");
    }

    // --- passwords

    @Test
    void newPasswordIsValidBesideTheFormerOneUntilThatIsGivenUp() throws SQLException {
        String account = "migration";
        String former = RealMember.FIRST_PASSWORD;
        String renewed = "another-password";
        member.setPassword(account, renewed);
        member.member("passwords").orThrow();
        assertThat(canConnect(account, former)).isTrue();
        assertThat(canConnect(account, renewed)).isTrue();
        member.member("passwords").orThrow();
        assertThat(canConnect(account, former)).isFalse();
        assertThat(canConnect(account, renewed)).isTrue();
    }

    private static boolean canConnect(String account, String password) throws SQLException {
        try (Connection _ = member.connect(account, password)) {
            return true;
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED) {
                return false;
            }
            throw e;
        }
    }
}
