package com.foobar.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.cli.drill.Audit.Stored;
import com.foobar.cli.load.AcknowledgedWrite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTests {

    private static final List<AcknowledgedWrite> LEDGER =
            List.of(new AcknowledgedWrite("a", "1"), new AcknowledgedWrite("b", "2"));
    private static final List<Stored> ALL = List.of(new Stored("1", "a"), new Stored("2", "b"));

    @Test
    void nothingIsLostWhenEveryMemberHoldsEverythingOnce() {
        Audit audit = Audit.of(LEDGER, Map.of("mysql-1", ALL, "mysql-2", ALL));

        assertThat(audit.acknowledged()).isEqualTo(2);
        assertThat(audit.lost()).isEmpty();
        assertThat(audit.doubled()).isEmpty();
        assertThat(audit.members()).containsExactly("mysql-1", "mysql-2");
    }

    @Test
    void aWriteIsLostWhenOneMemberLacksIt() {
        Audit audit = Audit.of(LEDGER, Map.of("mysql-1", ALL, "mysql-2", ALL.subList(0, 1)));

        assertThat(audit.lost()).containsExactly("b");
    }

    @Test
    void aWriteIsLostWhenItIsNotThereUnderTheIdThatWasAcknowledged() {
        Audit audit =
                Audit.of(
                        LEDGER,
                        Map.of("mysql-1", List.of(new Stored("1", "a"), new Stored("3", "b"))));

        assertThat(audit.lost()).containsExactly("b");
    }

    @Test
    void aWriteThatWasNeverAcknowledgedMayBeThereOnceButNotTwice() {
        List<Stored> once =
                List.of(new Stored("1", "a"), new Stored("2", "b"), new Stored("3", "c"));
        List<Stored> twice = List.of(new Stored("3", "c"), new Stored("4", "c"));

        assertThat(Audit.of(LEDGER, Map.of("mysql-1", once)).doubled()).isEmpty();
        assertThat(Audit.of(List.of(), Map.of("mysql-1", twice)).doubled()).containsExactly("c");
    }
}
