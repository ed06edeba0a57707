package org.creditconnector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.record.Finding;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Party;
import org.creditconnector.record.Severity;
import org.junit.jupiter.api.Test;

/** Lists from rows: several groups of rows, lists inside list elements, rows that belong to nobody. */
class ListsTest {
    private final TreeMap<String, String> files = new TreeMap<>();

    ListsTest() {
        for (String query : List.of("accounts", "parties", "documents")) {
            files.put(query + ".sql", "select id from t where :range(id) order by id\n");
        }
        files.put("sample/sample.yaml", "business-date: 2024-04-15\n");
        files.put("sample/accounts.csv", "id:integer,borrower\n1,B\n");
        files.put("sample/parties.csv", "id:integer,party,job\n1,P1,G\n1,P2,G\n1,P3,H\n");
        files.put("sample/documents.csv", "id:integer,owner,number\n1,P1,001\n1,P2,02\n1,P1,0003\n");
        files.put("codes/job.csv", "code,canonical,valid-from,valid-to,note\nG,GUARANTOR,,,\nH,NOTHING,,,\n");
        files.put("mapping.yaml", """
                mapping: lists
                source: {kind: jdbc}
                range-key: {column: id, type: integer}
                account-key: id
                as-of: business-date
                queries: {accounts: accounts.sql, parties: parties.sql, documents: documents.sql}
                codes: {job: codes/job.csv}
                fields:
                  account.kind: = NON_REVOLVING
                  account.currency: = EUR
                  state.status.value: = OPEN
                  parties[borrower].partyKey: borrower
                  parties[borrower].role: = BORROWER
                  parties[borrower].kind: = PERSON
                  parties[guarantor].when: parties.job | codes job | is GUARANTOR
                  parties[guarantor].partyKey: parties.party
                  parties[guarantor].role: = GUARANTOR
                  parties[guarantor].kind: = PERSON
                  parties[guarantor].documents[].match: documents.owner = parties.party
                  parties[guarantor].documents[].type: = PASSPORT
                  parties[guarantor].documents[].number: documents.number
                missing:
                  others: unknown
                """);
    }

    private MappedAccount mapped() {
        List<MappedAccount> accounts = MappingSamples.map(SourceMapping.load(SourceFolder.of("lists", files)));
        assertThat(accounts).hasSize(1);
        return accounts.get(0);
    }

    @Test
    void eachElementGetsItsOwnRows() {
        MappedAccount account = mapped();
        assertThat(account.findings()).isEmpty();
        assertThat(account.record().getParties().stream()
                        .map(party -> party.getPartyKey() + " " + party.getRole() + " " + numbers(party)))
                .containsExactly("B BORROWER []", "P1 GUARANTOR [001, 0003]", "P2 GUARANTOR [02]");
    }

    private static List<String> numbers(Party party) {
        return party.getDocuments().stream().map(IdentityDocument::getNumber).toList();
    }

    @Test
    void aRowOfNobodyHoldsTheAccount() {
        files.put("sample/documents.csv", "id:integer,owner,number\n1,P1,001\n1,P3,02\n1,,03\n");
        MappedAccount account = mapped();
        assertThat(account.record()).isNull();
        assertThat(account.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.getRuleId()).isEqualTo("MAP-ROW-UNMATCHED");
            assertThat(finding.getMessage())
                    .isEqualTo("2 of 3 rows of the query documents belong to no element of the list around;"
                            + " mend the match or the query");
        });
    }

    /** From some number on rows are looked up instead of looked for; that must not show. */
    @Test
    void manyRowsFindTheirElementsAsFewDo() {
        List<String> rows = new ArrayList<>(List.of("id:integer,owner,number"));
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        for (int i = 0; i < 3 * ChildRows.LOOKED_UP_FROM; i++) {
            String number = "%04d".formatted(i);
            rows.add("1,P" + (1 + i % 2) + "," + number);
            (i % 2 == 0 ? first : second).add(number);
        }
        files.put("sample/documents.csv", String.join("\n", rows) + "\n");
        assertThat(mapped().record().getParties().stream().map(ListsTest::numbers))
                .containsExactly(List.of(), first, second);

        rows.add("1,P3,9999");
        rows.add("1,,9998");
        files.put("sample/documents.csv", String.join("\n", rows) + "\n");
        assertThat(mapped().findings())
                .singleElement()
                .extracting(Finding::getMessage)
                .asString()
                .startsWith("2 of 98 rows of the query documents belong to no element");
    }

    @Test
    void findingsPointAtTheElementAndItsRow() {
        files.put("sample/documents.csv", "id:integer,owner,number\n1,P1,001\n1,P2,\n");
        Finding finding = mapped().findings().get(0);
        assertThat(finding.getRuleId()).isEqualTo("MAP-REQUIRED");
        assertThat(finding.getPath()).isEqualTo("parties[2].documents[0].number");
        assertThat(finding.getPosition()).isEqualTo("documents.csv:3");
    }

    @Test
    void anAccountFullOfFaultsGivesAsManyFindingsAsAPersonReads() {
        List<String> rows = new ArrayList<>(List.of("id:integer,owner,number"));
        for (int i = 0; i < 70; i++) {
            rows.add("1,P1,");
        }
        files.put("sample/documents.csv", String.join("\n", rows) + "\n");
        List<Finding> findings = mapped().findings();
        assertThat(findings).hasSize(Scope.MOST_FINDINGS + 1);
        Finding last = findings.get(Scope.MOST_FINDINGS);
        assertThat(last.getSeverity()).isEqualTo(Severity.INFO);
        assertThat(last.getMessage())
                .isEqualTo(
                        "the account has 20 more findings than the 50 that are kept; mend the first ones and map it again");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithTheNearestOne() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> SourceMapping.shipped("finract")))
                .hasMessage(
                        "MAP-FILE-MISSING finract: there is no source folder of this name; did you mean \"fineract\"?");
    }

    @Test
    void theVersionChangesWithWhatMakesRecordsAndWithNothingElse() {
        String version = SourceFolder.of("lists", files).version();
        files.put("sample/accounts.csv", "id:integer,borrower\n2,B\n");
        files.put("README.md", "notes");
        assertThat(SourceFolder.of("lists", files).version()).isEqualTo(version);
        files.put("codes/job.csv", files.get("codes/job.csv") + "I,INSURER,,,\n");
        assertThat(SourceFolder.of("lists", files).version()).isNotEqualTo(version);
    }

    @Test
    void everyColumnMustBeMappedOrListed() {
        files.put("mapping.yaml", files.get("mapping.yaml").replace("missing:", "unused: [parties.note]\nmissing:"));
        files.put("sample/parties.csv", "id:integer,party,job,note\n1,P1,G,\n1,P2,G,\n");
        assertThat(mapped().record().getParties()).hasSize(3);
    }
}
