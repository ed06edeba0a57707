package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayInQueryTest {
    private static final String ROWS = "select p.loan, p.paid_on from payments p\n where :range(p.loan)\n";
    private static final String ORDER = "\n order by :key(p.loan), p.paid_on";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "and p.paid_on <= :asOf",
                "and p.paid_on < cast(:asOf as date) + 1",
                "and p.paid_on <= :businessDate and p.kind = 'P'",
                "and p.day <= cast(:asOf as varchar(10)) -- also those of today",
                "and p.paid_on::date = p.day and p.day <= :asOf::date AND (p.kind = 1 or p.kind = 2)",
                "and p.note <> 'as of :asOf' and p.today_s_rate > 0",
                "and p.loan in (select l.loan from loans l)"
            })
    void rowsThatAreLetInUpToTheDayAreFollowed(String condition) {
        assertThat(DayInQuery.isNotFollowed(ROWS + condition + ORDER)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "and p.paid_on >= :asOf",
                "and p.paid_on = :asOf",
                "and p.valid_from <= :asOf and p.valid_to > :asOf",
                "and p.valid_from <= :asOf or p.open = 1",
                "and not p.paid_on <= :asOf",
                "and not (p.paid_on <= :asOf)",
                "and p.paid_on <= :asOf - 5",
                "and p.paid_on + 5 <= :asOf",
                "and p.paid_on between p.day and :asOf",
                "and p.loan in (select i.loan from instalments i where i.due <= :asOf)",
                "and p.paid_on < current_date",
                "and p.paid_on < now()",
                "and p.paid_on < date 'today'",
                "and age(p.paid_on) > interval '3 days'",
                "and p.paid_on <= :asOf group by p.loan, p.paid_on",
                "and p.paid_on <= :asOf union all select i.loan, i.due from instalments i where :range(i.loan)"
            })
    void whatElseIsDoneWithTheDayIsNot(String condition) {
        assertThat(DayInQuery.isNotFollowed(ROWS + condition + ORDER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select l.loan, case when l.matures < :asOf then 'M' else l.status end as status from loans l"
                        + " where :range(l.loan) order by :key(l.loan)",
                "select l.loan, :asOf - l.due as days from loans l where :range(l.loan) order by :key(l.loan)",
                "select l.loan, row_number() over (order by l.day) as nth from loans l where :range(l.loan) and l.day <= :asOf"
                        + " order by :key(l.loan)",
                "select l.loan, s.due from loans l left join (select i.loan, sum(i.due) as due from instalments i where i.day <= :asOf"
                        + " group by i.loan) s on s.loan = l.loan where :range(l.loan) order by :key(l.loan)",
                "select l.loan from loans l cross join (select cast(:asOf as date) as d) n where l.day <= n.d and :range(l.loan)"
                        + " order by :key(l.loan)",
                "select l.loan from loans l join rates r on r.id = l.id and r.day <= :asOf where :range(l.loan)"
                        + " order by :key(l.loan)"
            })
    void valuesByTheDayAreNotFollowed(String sql) {
        assertThat(DayInQuery.isNotFollowed(sql)).isTrue();
    }
}
