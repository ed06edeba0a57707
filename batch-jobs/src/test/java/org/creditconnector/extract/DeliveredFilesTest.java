package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.mapping.FileTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveredFilesTest {
    @TempDir
    Path home;

    private Path write(String name, String text) throws Exception {
        return Files.writeString(home.resolve(name), text);
    }

    private FileCopy copy(FileTable.Format format, FileTable.Header header, String pattern) {
        FileTable table = new FileTable("loans", format, StandardCharsets.UTF_8.name(), ',', '"', header, null);
        List<SourceFile> files = new ArrayList<>();
        DeliveredFiles.of(home.resolve(pattern)).forEach(path -> files.add(new SourceFile(table, path)));
        return FileCopy.of(home.resolve("work"), files, FileCopy.DuckDbLimits.DEFAULT);
    }

    private FileCopy csv(String pattern) {
        return copy(FileTable.Format.CSV, FileTable.Header.FIRST_LINE, pattern);
    }

    private static List<String> rows(FileCopy copy, String columns) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = copy.connections().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select concat_ws(' ', " + columns + "), source_line from loans order by source_line")) {
            while (rows.next()) {
                found.add(
                        rows.getString(1) + " " + SourceLines.position(copy.fileNames(), "accounts", rows.getLong(2)));
            }
        }
        return found;
    }

    @Test
    void filesComeInTheOrderOfTheirNamesAndDirectoriesAreNone() throws Exception {
        write("loans_2026-11.csv", "");
        write("loans_2026-10.csv", "");
        write("loans_2026-10.csv.part", "");
        write("loans.csv", "");
        Files.createDirectory(home.resolve("loans_2026-12.csv"));
        assertThat(DeliveredFiles.of(home.resolve("loans_*.csv")))
                .containsExactly(home.resolve("loans_2026-10.csv"), home.resolve("loans_2026-11.csv"));
        assertThat(DeliveredFiles.of(home.resolve("loans_2026-1?.csv"))).hasSize(2);
        assertThat(DeliveredFiles.of(home.resolve("none.csv")))
                .as("a path without pattern is taken as it is")
                .containsExactly(home.resolve("none.csv"));
    }

    @Test
    void saysWhyAPatternStandsForNothing() {
        String end = "; check `files` of the source and that the lender has delivered, then run again";
        assertThatThrownBy(() -> DeliveredFiles.of(home.resolve("loans_*.csv")))
                .isInstanceOf(SourceFaultException.class)
                .hasMessage("SRC-FILE " + home.resolve("loans_*.csv") + ": no file matches" + end);
        assertThatThrownBy(() -> DeliveredFiles.of(home.resolve("gone/loans_*.csv")))
                .hasMessage("SRC-FILE " + home.resolve("gone/loans_*.csv") + ": there is no such directory" + end);
        assertThatThrownBy(() -> DeliveredFiles.of(home.resolve("loans_*[.csv")))
                .hasMessageStartingWith(
                        "SRC-FILE " + home.resolve("loans_*[.csv") + ": the file name is no pattern (Missing ")
                .hasMessageEndingWith(end);
        assertThat(DeliveredFiles.bytes(home.resolve("loans_*.csv"))).isZero();
    }

    @Test
    void columnsMayStandInAnotherOrderAndEveryRowHasItsFileAndLine() throws Exception {
        write("loans_1.csv", "KEY,NAME\n1,Ana\n2,Bo\n");
        write("loans_2.csv", "name,key\nCy,2\n\n\"D\nE\",3\n");
        FileCopy copy = csv("loans_?.csv");
        assertThat(rows(copy, "key, name, source_file"))
                .containsExactly(
                        "1 Ana loans_1.csv loans_1.csv:2",
                        "2 Bo loans_1.csv loans_1.csv:3",
                        "2 Cy loans_2.csv loans_2.csv:2",
                        "3 D\nE loans_2.csv loans_2.csv:4");
        assertThat(DeliveredFiles.bytes(home.resolve("loans_?.csv"))).isEqualTo(43);
    }

    @Test
    void filesWithoutHeaderMustHaveAsManyColumns() throws Exception {
        write("loans_1.csv", "1,Ana\n");
        write("loans_2.csv", "2,Bo\n");
        assertThat(rows(copy(FileTable.Format.CSV, FileTable.Header.NONE, "loans_?.csv"), "c1, c2"))
                .containsExactly("1 Ana loans_1.csv:1", "2 Bo loans_2.csv:1");
        write("loans_2.csv", "2,Bo,x\n");
        assertThatThrownBy(() -> copy(FileTable.Format.CSV, FileTable.Header.NONE, "loans_?.csv"))
                .hasMessageContaining("loans_2.csv: it has c3, and loans_1.csv has not, expected the same columns");
    }

    @Test
    void parquetAndJsonComeInDeliveriesToo() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select 1 as key, 'Ana' as name) to '" + home + "/loans_1.parquet'");
            statement.execute("copy (select 'Bo' as name, 2 as key) to '" + home + "/loans_2.parquet'");
        }
        assertThat(rows(copy(FileTable.Format.PARQUET, FileTable.Header.FIRST_LINE, "loans_?.parquet"), "key, name"))
                .containsExactly("1 Ana loans_1.parquet:1", "2 Bo loans_2.parquet:1");
        write("loans_1.json", "{\"key\": 1, \"name\": \"Ana\"}\n");
        write("loans_2.json", "{\"name\": \"Bo\", \"key\": 2}\n{\"name\": \"Cy\", \"key\": 3}\n");
        assertThat(rows(copy(FileTable.Format.JSON, FileTable.Header.FIRST_LINE, "loans_?.json"), "key, name"))
                .containsExactly("1 Ana loans_1.json:1", "2 Bo loans_2.json:1", "3 Cy loans_2.json:2");
        write("loans_2.json", "{\"name\": \"Bo\"}\n");
        assertThatThrownBy(() -> copy(FileTable.Format.JSON, FileTable.Header.FIRST_LINE, "loans_?.json"))
                .hasMessageContaining("loans_2.json: it has no key, and loans_1.json has, expected the same columns");
    }

    @Test
    void jsonValuesAreExactlyAsTheyAreWritten() throws Exception {
        write("loans_1.json", """
                [
                  {"key": 1, "day": "03-04-2024", "time": "12:30", "sum": 12345678901234567.89, "rate": 1.10,
                   "id": 12345678901234567890123, "at": "2024-01-01T10:00:00Z", "open": true, "none": null},
                  {"key": 2, "day": "31/12/24", "id": "007"}
                ]
                """);

        assertThat(rows(
                        copy(FileTable.Format.JSON, FileTable.Header.FIRST_LINE, "loans_?.json"),
                        "day, time, sum, rate, id, \"at\", open, none"))
                .containsExactly(
                        "03-04-2024 12:30 12345678901234567.89 1.10 12345678901234567890123 2024-01-01T10:00:00Z true loans_1.json:2",
                        "31/12/24 007 loans_1.json:4");
    }

    @Test
    void jsonThatIsNoTableIsRefusedWithItsPlace() throws Exception {
        assertThat(refusal("{\"loans\": [{\"key\": 1}]}"))
                .contains("loans_1.json:1: the key loans holds a list, expected plain values");
        assertThat(refusal("{\"key\": 1}\n{\"key\": 2, \"who\": {\"name\": \"Ana\"}}"))
                .contains("loans_1.json:2: the key who holds an object, expected plain values")
                .doesNotContain("Ana");
        assertThat(refusal("{\"key\": 1}\n{\"key\": Ana}"))
                .contains("loans_1.json:2: is no JSON, expected an object for each row")
                .doesNotContain("Ana");
        assertThat(refusal("{\"key\": 1, \"key\": 2}")).contains("loans_1.json:1: is no JSON");
        assertThat(refusal("{\"key\": 1}\n{\"KEY\": 2}"))
                .contains("loans_1.json:2: the key KEY stands elsewhere as key, expected one way to write it");
        assertThat(refusal("[1, 2]")).contains("loans_1.json:1: holds something else than objects");
        assertThat(refusal("[]")).contains("loans_1.json:1: holds no object");
        assertThat(refusal("{\"source_file\": 1}"))
                .contains("loans_1.json:1: a key is called source_file, a name that is taken");
    }

    private String refusal(String json) throws Exception {
        write("loans_1.json", json);
        try {
            copy(FileTable.Format.JSON, FileTable.Header.FIRST_LINE, "loans_?.json");
            return "";
        } catch (SourceFaultException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void everyFileAndItsNameIsPartOfTheCopysName() throws Exception {
        write("loans_1.csv", "KEY\n1\n");
        Path first = csv("loans_*.csv").database();
        Path second = write("loans_2.csv", "KEY\n2\n");
        Path both = csv("loans_*.csv").database();
        assertThat(both).isNotEqualTo(first);
        assertThat(csv("loans_*.csv").database()).isEqualTo(both);
        Files.move(second, home.resolve("loans_3.csv"));
        assertThat(csv("loans_*.csv").database())
                .as("source_file and places are others")
                .isNotIn(first, both);
    }

    @Test
    void aColumnOfTheLenderCannotHaveTheNameOfOurs() throws Exception {
        Path file = write("loans_1.csv", "KEY,Source_File\n1,x\n");
        assertThatThrownBy(() -> csv("loans_1.csv"))
                .hasMessage(
                        "SRC-FILE " + file + ":1: a column is called source_file, a name that is taken; have the lender"
                                + " deliver it again or mend `files` of the source or `source` of the mapping, then run again");
    }

    @Test
    void aNumberThatAQueryMadeItselfNamesNoFile() {
        assertThat(SourceLines.position(List.of("a.csv"), "accounts", SourceLines.of(0, 7)))
                .isEqualTo("a.csv:7");
        assertThat(SourceLines.position(List.of("a.csv"), "accounts", SourceLines.of(1, 7)))
                .isEqualTo("accounts:1000000000007");
        assertThat(SourceLines.position(List.of(), "accounts", 7)).isEqualTo("accounts:7");
    }
}
