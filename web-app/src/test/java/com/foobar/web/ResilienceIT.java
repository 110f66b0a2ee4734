package com.foobar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.web.database.Database;
import com.foobar.web.database.DatabaseUnavailableException;
import com.foobar.web.support.WebAppClient;
import com.foobar.web.support.WebAppClient.Answer;
import com.foobar.web.support.WebAppFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the program does while MySQL is slow, crowded or without a primary, on a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResilienceIT {

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int AT_ONCE = 60;
    private static final int POOL = 2;
    private static final int ALL_PLACES = 6;

    private WebAppFixture fixture;
    private WebAppClient client;

    @BeforeAll
    void start(@TempDir Path directory) {
        fixture =
                new WebAppFixture(
                        directory,
                        "foobar.database.pool-size=" + POOL,
                        "foobar.database.pool-queue=" + (ALL_PLACES - POOL),
                        "foobar.database.transaction-timeout=" + TRANSACTION_TIMEOUT,
                        "foobar.database.write-patience=" + PATIENCE,
                        "foobar.idempotency.purge-interval=1h");
        client = fixture.client("gateway");
        fixture.startDatabase();
        fixture.awaitReady(client);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void statementIsEndedAndRolledBackWhenItTakesTooLong() {
        String marker = UUID.randomUUID().toString();
        long start = System.nanoTime();
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(
                        () ->
                                write(
                                        "INSERT INTO message (author, text, created_at) VALUES ('%s', '', now())"
                                                .formatted(marker),
                                        "UPDATE message SET text = sleep(30) WHERE author = '%s'"
                                                .formatted(marker)));
        assertThat(since(start)).isLessThan(TRANSACTION_TIMEOUT.plusSeconds(2));
        assertThat(
                        fixture.database()
                                .number(
                                        "SELECT count(*) FROM message WHERE author = '%s'"
                                                .formatted(marker)))
                .isZero();
        Awaitility.await("the statement has ended in the server, too")
                .atMost(Duration.ofSeconds(5))
                .until(
                        () ->
                                fixture.database()
                                                .number(
                                                        """
                                                        SELECT count(*) FROM performance_schema.processlist
                                                        WHERE state = 'User sleep'""")
                                        == 0);
    }

    @Test
    void transactionIsEndedWhenItsStatementsTakeTooLongTogether() {
        long start = System.nanoTime();
        assertThatExceptionOfType(DatabaseUnavailableException.class)
                .isThrownBy(() -> write("DO sleep(0.9)", "DO sleep(0.9)", "DO sleep(0.9)", "DO 1"));
        assertThat(since(start)).isLessThan(TRANSACTION_TIMEOUT.plusSeconds(2));
    }

    @Test
    void writeIsAnswered503SoonWhenTheTableIsLocked() throws SQLException {
        try (Connection other = fixture.database().connect();
                Statement lock = other.createStatement()) {
            lock.execute("LOCK TABLES message READ");
            Answer answer = client.postJson("/api/messages", json("locked out"));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(client.get("/readyz").status()).isEqualTo(200);
        }
        assertThat(client.get("/api/messages").body()).doesNotContain("locked out");
    }

    @Test
    void siteIsStartingWhileTheSchemaIsNotThere() {
        fixture.database().execute("RENAME TABLE message TO elsewhere");
        try {
            for (String path : List.of("/", "/api/messages")) {
                Answer answer = client.get(path);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isEqualTo("5");
                assertThat(answer.body()).contains("The site is starting.");
            }
        } finally {
            fixture.database().execute("RENAME TABLE elsewhere TO message");
        }
        assertThat(client.get("/").status()).isEqualTo(200);
    }

    @Test
    void manyAreAnsweredAtOnceWhenTheConnectionsAreAllInUse() throws Exception {
        List<Duration> times;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = fixture.database().connect();
                Statement lock = other.createStatement()) {
            lock.execute("LOCK TABLES message WRITE");
            Callable<Duration> read =
                    () -> {
                        long start = System.nanoTime();
                        assertThatExceptionOfType(DatabaseUnavailableException.class)
                                .isThrownBy(this::countMessages);
                        return since(start);
                    };
            times = new ArrayList<>();
            for (Future<Duration> one : threads.invokeAll(Collections.nCopies(AT_ONCE, read))) {
                times.add(one.get());
            }
            Answer answer = client.get("/api/messages");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(client.get("/readyz").status()).isEqualTo(200);
        }
        assertThat(times).allMatch(time -> time.compareTo(Duration.ofSeconds(5)) < 0);
        assertThat(times)
                .as("most of them wait for nothing at all")
                .filteredOn(time -> time.compareTo(Duration.ofMillis(700)) < 0)
                .hasSizeGreaterThan(AT_ONCE / 2);
        // Nobody mistook the full pool for a member that is away.
        assertThat(client.get("/api/messages").status()).isEqualTo(200);
        assertThat(client.postJson("/api/messages", json("after the crowd")).status())
                .isEqualTo(201);
    }

    @Test
    void noReadWaitsForWritesThatWait() throws SQLException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = fixture.database().connect();
                Statement lock = other.createStatement()) {
            lock.execute("LOCK TABLES message READ");
            for (int i = 0; i < ALL_PLACES; i++) {
                threads.execute(() -> client.postJson("/api/messages", json("held up")));
            }
            Awaitility.await("all connections for writing are in use")
                    .until(
                            () ->
                                    fixture.database()
                                                    .number(
                                                            """
                                                            SELECT count(*) FROM performance_schema.processlist
                                                            WHERE state LIKE 'Waiting for table%'""")
                                            == POOL);
            assertThat(client.get("/api/messages").status()).isEqualTo(200);
            lock.execute("UNLOCK TABLES");
        }
    }

    @Test
    void writeWaitsWhenThePrimaryIsAwayForAMoment() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            primary(false);
            Awaitility.await("the page says so")
                    .until(() -> client.get("/").body().contains("choosing a new primary"));
            Future<Answer> waiting =
                    threads.submit(() -> client.postJson("/api/messages", json("patient")));
            primary(true);
            assertThat(waiting.get().status()).isEqualTo(201);
        } finally {
            primary(true);
        }
        awaitNormal();
    }

    @Test
    void siteIsReadOnlyWhileThereIsNoPrimaryAndReturnsByItself() {
        String marker = UUID.randomUUID().toString();
        WebAppClient browser = fixture.client("gateway");
        String page = browser.get("/").body();
        String form =
                WebAppClient.form(
                        "author",
                        "Ada",
                        "text",
                        marker,
                        "csrf",
                        hidden(page, "csrf"),
                        "key",
                        hidden(page, "key"));
        try {
            primary(false);
            Awaitility.await("the page says so")
                    .atMost(PATIENCE.plusSeconds(5))
                    .until(() -> client.get("/").body().contains("Read-only just now"));
            assertThat(client.get("/about").body()).contains("Read-only just now");
            assertThat(client.get("/api/messages").status()).isEqualTo(200);
            assertThat(client.get("/readyz").status()).isEqualTo(200);
            assertThat(fixture.management("/actuator/prometheus"))
                    .containsPattern("foobar_database_read_only\\{.*} 1");

            long start = System.nanoTime();
            Answer refused = client.postJson("/api/messages", json(marker));
            assertThat(since(start)).isLessThan(Duration.ofSeconds(2));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
            assertThat(refused.body()).contains("read-only");

            Answer postponed = browser.postForm("/", form);
            assertThat(postponed.status()).isEqualTo(503);
            assertThat(postponed.header("Retry-After")).isEqualTo("5");
            assertThat(postponed.body())
                    .contains("Not posted yet.", marker, hidden(page, "key"))
                    .contains("value=\"Ada\"");
        } finally {
            primary(true);
        }
        awaitNormal();
        assertThat(browser.postForm("/", form).status()).isEqualTo(303);
        assertThat(client.get("/api/messages").body()).containsOnlyOnce(marker);
    }

    /** What an election looks like from here: the member takes no writes, and then it does. */
    private void primary(boolean there) {
        fixture.database().execute("SET GLOBAL super_read_only = " + (there ? "OFF" : "ON"));
        if (there) {
            fixture.database().execute("SET GLOBAL read_only = OFF");
        }
    }

    private void awaitNormal() {
        Awaitility.await("no banner any more")
                .until(() -> !client.get("/").body().contains("class=\"banner\""));
    }

    private long countMessages() {
        return fixture.part(Database.class)
                .read(
                        () ->
                                fixture.part(JdbcClient.class)
                                        .sql("SELECT count(*) FROM message")
                                        .query(Long.class)
                                        .single());
    }

    private void write(String... statements) {
        JdbcClient sql = fixture.part(JdbcClient.class);
        fixture.part(Database.class)
                .write(
                        () -> {
                            int changed = 0;
                            for (String statement : statements) {
                                changed += sql.sql(statement).update();
                            }
                            return changed;
                        });
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String hidden(String page, String name) {
        var matcher = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String json(String text) {
        return "{\"author\":\"tester\",\"text\":\"%s\"}".formatted(text);
    }
}
