package com.foobar.gateway.ops;

import static com.foobar.gateway.ops.PictureFixture.group;
import static com.foobar.gateway.ops.PictureFixture.picture;
import static com.foobar.gateway.ops.PictureFixture.server;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.gateway.group.Group;
import com.foobar.gateway.upstream.UpstreamState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureTextTests {

    private final Group group = group("mysql-1", "ONLINE", "UNREACHABLE");
    private final String text =
            PictureText.of(
                    picture(
                            List.of(
                                    server(1, UpstreamState.HEALTHY, group),
                                    server(2, UpstreamState.EJECTED, group),
                                    server(3, UpstreamState.PENDING, group)),
                            group));

    @Test
    void beginsWithTheVerdict() {
        assertThat(text).startsWith("server-2 is ejected");
    }

    @Test
    void hasARowForEachServer() {
        assertThat(text)
                .containsPattern("server-1 +healthy +66.7 +1 +0.1 +5.2 +31.5 +mysql-1 +online")
                .containsPattern("mysql-1 +online +primary +0.1 s")
                .containsPattern("server-2 +ejected .*mysql-2 +unreachable +replica +\\?")
                .containsPattern("server-3 +pending .*\\? +\\? +\\? +\\?");
    }

    @Test
    void tellsWhatChanged() {
        assertThat(text)
                .contains("03:04:05  server-2 breaks connections: reset: HEALTHY -> EJECTED");
    }

    @Test
    void fitsATerminal() {
        assertThat(text.lines()).allMatch(it -> it.length() <= 120, "at most 120 columns");
    }
}
