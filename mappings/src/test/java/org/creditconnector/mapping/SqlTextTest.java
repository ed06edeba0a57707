package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.creditconnector.yaml.Problems;
import org.junit.jupiter.api.Test;

/** What is wrong with a query is in {@code bad-mappings/queries.txt}; here is what may be in one kind of query and not in the other. */
class SqlTextTest {
    private static final String TWO_RANGES = """
            select l.currency, count(*) as accounts, sum(s.paid) as paid
              from loan l
              left join (select p.loan, sum(p.amount) as paid from payment p where :range(p.loan) group by p.loan) s on s.loan = l.loan
             where :range(l.loan)
             group by l.currency
             order by l.currency
            """;

    private static String problems(String sql, boolean rows) {
        Problems problems = new Problems();
        SqlText.check("q.sql", sql, new RangeKey("loan", RangeKey.Type.INTEGER), rows, problems);
        return problems.render();
    }

    @Test
    void eachTableOfAControlQueryMayHaveARange() {
        assertThat(problems(TWO_RANGES, false)).isEmpty();
        assertThat(problems(TWO_RANGES, true)).startsWith("MAP-SQL q.sql:4:").contains("a second :range(...)");
    }

    @Test
    void aControlQueryWithoutARangeWouldAddUpTheWholeSourceForEach() {
        assertThat(problems(TWO_RANGES.replaceAll(":range\\([a-z.]*\\)", "1 = 1"), false))
                .contains("there is no :range(COLUMN)");
    }
}
