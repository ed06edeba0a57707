package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose columns a query names. */
class QueryTablesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "select l.a from loan l; loan; a; true",
                "select l.a from loan l; loan; b; false",
                "select l.a, c.b from loan l join client as c on c.id = l.client_id; loan; b; false",
                "select l.a, c.b from loan l join client as c on c.id = l.client_id; client; b; true",
                "select l.a, c.b from loan l join client as c on c.id = l.client_id; loan; client_id; true",
                "select a, c.b from loan l, client c where c.id = l.client_id; client; a; true",
                "select l.*, c.b from loan l, client c; loan; whatever; true",
                "select l.*, c.b from loan l, client c; client; whatever; false",
                "select * from loan where :range(id); loan; whatever; true",
                "select count(*), sum(l.a * 2) from loan l; loan; b; false",
                "select l.a from loan l -- and l.b; loan; b; false",
                "select l.a from loan l where l.c = 'l.b'; loan; b; false",
                "select L.\"A\" from \"Loan\" L; loan; a; true",
                "select l.a from core.loan l; core.loan; a; true",
                "select loan.a from core.loan; core.loan; b; false",
                "with x as (select m.loan, m.a from move m) select x.a, l.b from loan l join x on x.loan = l.id; move; a; true",
                "with x as (select m.loan, m.a from move m) select x.a, l.b from loan l join x on x.loan = l.id; move; c; false"
            })
    void aColumnIsReadWhereTheTextMayMeanIt(String sql, String table, String column, boolean read) {
        QueryTables query = new QueryTables(sql);

        assertThat(query.tables()).contains(table);
        assertThat(query.isReading(table, column)).isEqualTo(read);
    }
}
