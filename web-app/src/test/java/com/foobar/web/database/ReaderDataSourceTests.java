package com.foobar.web.database;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import jakarta.servlet.http.Cookie;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class ReaderDataSourceTests {

    private final TopologyMonitor monitor = mock();
    private final MemberPools pools = mock();
    private final ReaderDataSource source = new ReaderDataSource(monitor, pools, "mysql-2");

    @AfterEach
    void endRequest() {
        RequestContextHolder.resetRequestAttributes();
        MemberInUse.clear();
    }

    @Test
    void localMemberIsReadWhenItIsOnline() throws SQLException {
        known("mysql-1", true, true, true);
        source.getConnection();
        then(pools).should().forReading("mysql-2");
    }

    @Test
    void anotherMemberIsReadWhenTheLocalOneIsAway() throws SQLException {
        known("mysql-1", true, false, true);
        source.getConnection();
        then(pools).should().forReading("mysql-1");
    }

    @Test
    void primaryIsReadWhenTheClientHasJustWritten() throws SQLException {
        known("mysql-3", true, true, true);
        requestOfRecentWriter();
        source.getConnection();
        then(pools).should().forReading("mysql-3");
    }

    @Test
    void localMemberIsReadWhenTheClientHasJustWrittenAndThereIsNoPrimary() throws SQLException {
        known(null, true, true, true);
        requestOfRecentWriter();
        source.getConnection();
        then(pools).should().forReading("mysql-2");
    }

    @Test
    void nobodyIsReadWhenNobodyIsOnline() {
        known(null, false, false, false);
        assertThatExceptionOfType(NoMemberException.class).isThrownBy(source::getConnection);
    }

    private void known(@Nullable String primary, boolean... readable) {
        TreeMap<String, Topology.Member> members = new TreeMap<>();
        for (int i = 0; i < readable.length; i++) {
            members.put(
                    "mysql-" + (i + 1),
                    new Topology.Member("?", "", readable[i] ? null : "not online"));
        }
        given(monitor.topology()).willReturn(new Topology(members, Optional.ofNullable(primary)));
    }

    private static void requestOfRecentWriter() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setCookies(new Cookie(RecentWriter.COOKIE, "1"));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }
}
