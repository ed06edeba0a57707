package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.mapping.SourceMapping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the text of a query says about its columns, in the dialects that lenders have. */
class SelectListTest {
    private static final String REST = " from loans l where :range(l.loan) and l.day <= :asOf order by :key(l.loan)";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select l.loan, l.Amount as "Amount lent", source_line                       | loan,amount lent
            select loan, [Amount Lent], [day] d                                         | loan,amount lent,d
            select `loan`, cast(l.amount as decimal(12,2)) amount                       | loan,amount
            select l.loan, try_strptime(l.opened, '%d.%m.%Y')::date as opened           | loan,opened
            select l.loan, decode(l.kind, 1, 'a', 'b') kind, nvl(l.x, 0) as x           | loan,kind,x
            select l.loan, (select max(x.d) from x where x.loan = l.loan) as last_day   | loan,last_day
            select l.loan, case when l.a = ',' then 'from' else l.b end as a            | loan,a
            select loan, row_number() over (partition by loan order by day desc) as n   | loan,n
            with t as (select * from loans union all select * from old) select loan, x  | loan,x
            select l.loan, l.x from old l union all select l.number, l.y                | loan,x
            """)
    void columnsAreNamedAsTheResultNamesThem(String select, String columns) {
        SelectList list = SelectList.of("accounts", select + REST);
        assertThat(list.reason()).isEmpty();
        assertThat(list.columns().columns()).isEqualTo(List.of(columns.split(",")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            select *                       | selects *, which does not tell
            select l.loan, l.*             | selects l.*, which does not tell
            select l.loan, upper(l.name)   | gives an expression without a name; give it one with as
            select l.loan, l.x, m.x        | gives a column twice; give one of them another name with as
            select l.loan ?? nothing of it | is in a dialect that is not read here
            """)
    void whatItDoesNotTellIsSaid(String select, String reason) {
        SelectList list = SelectList.of("accounts", select + REST);
        assertThat(list.columns()).isNull();
        assertThat(list.reason()).isEqualTo(reason);
    }

    @Test
    void everyShippedQueryTells() {
        for (String folder : SourceFolder.shippedNames()) {
            SourceMapping.shipped(folder)
                    .queries()
                    .forEach(
                            (query, sql) -> assertThat(SelectList.of(query, sql).columns())
                                    .as("%s of %s", query, folder)
                                    .isNotNull());
        }
    }
}
