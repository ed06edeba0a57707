package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class LineTablesTest {
    private static final Set<String> TABLES = Set.of("loans", "loan_payments", "customers");

    @Test
    void theQualifierOfTheLineNamesTheTable() {
        assertThat(LineTables.of("select l.id, l.source_line from loans l join customers c on c.id = l.c", TABLES))
                .contains("loans");
        assertThat(LineTables.of("select p.source_line\n from loan_payments as p, loans l", TABLES))
                .contains("loan_payments");
        assertThat(LineTables.of("select loans.source_line from loans, customers", TABLES))
                .contains("loans");
    }

    @Test
    void theQualifierMayBeThatOfASubquery() {
        assertThat(LineTables.of(
                        "select l.source_line from (select x.*, row_number() over (partition by x.id) n from loans x) l"
                                + " join customers c on c.id = l.c",
                        TABLES))
                .contains("loans");
        assertThat(LineTables.of("with n as (select * from loans) select n.source_line from n", TABLES))
                .contains("loans");
        assertThat(LineTables.of("with n as (select * from loans) select n.source_line from n, customers", TABLES))
                .as("it is not plain which")
                .isEmpty();
    }

    @Test
    void withoutQualifierTheOnlyTableReadCounts() {
        assertThat(LineTables.of("select id, source_line from customers", TABLES))
                .contains("customers");
        assertThat(LineTables.of("select id, source_line from customers, loans", TABLES))
                .as("it is not plain which")
                .isEmpty();
        assertThat(LineTables.of("select anything", Set.of("accounts"))).contains("accounts");
        assertThat(LineTables.of("select 1", Set.of())).isEmpty();
    }
}
