package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.source.SourceAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCopyTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

    @TempDir
    Path home;

    @Test
    void readsSeparatedValuesByRangesWithTheLineOfEachRow() throws Exception {
        Path csv = write("loans.csv", StandardCharsets.UTF_8, "KEY,NAME\n2,Ana\n10,Bo\n1,\"C, D\"\n");
        FileCopy copy = copy(csv, StandardCharsets.UTF_8);
        SourceQueries queries = new SourceQueries(
                "k",
                KeyType.INTEGER,
                "k",
                Map.of(
                        "accounts",
                        "select cast(\"KEY\" as bigint) as k, \"NAME\" as name, source_line from loans "
                                + "where :range(cast(\"KEY\" as bigint)) order by 1"),
                null);
        try (LenderSource source =
                LenderSource.open("files", copy.connections(), 2, ZoneOffset.UTC, copy.fileNames())) {
            RangePlan plan = RangePlan.of(source, queries, DAY, DAY, 2);
            assertThat(plan.accounts()).isEqualTo(3);
            assertThat(plan.ranges()).hasSize(2);
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            List<SourceAccount> first = reader.read(plan.ranges().get(0)).accounts();
            List<SourceAccount> second = reader.read(plan.ranges().get(1)).accounts();
            assertThat(first).extracting(SourceAccount::rangeKey).containsExactly(1L, 2L);
            assertThat(second).extracting(SourceAccount::rangeKey).containsExactly(10L);
            assertThat(first.get(0).account().value(1)).isEqualTo("C, D");
            assertThat(first.get(0).account().position()).isEqualTo("loans.csv:4");
        }
    }

    @Test
    void aQueryOfFilesThatNeverEndsIsStoppedToo() throws Exception {
        FileCopy copy = copy(write("loans.csv", StandardCharsets.UTF_8, "KEY,NAME\n2,Ana\n"), StandardCharsets.UTF_8);
        SourceQueries queries = new SourceQueries(
                "k",
                KeyType.INTEGER,
                "k",
                Map.of(
                        "accounts",
                        "select cast(\"KEY\" as bigint) as k, (select sum(a.range * b.range % 7) from range(10000000) a,"
                                + " range(10000000) b) as name from loans where :range(cast(\"KEY\" as bigint)) order by 1"),
                null);
        try (LenderSource source = LenderSource.open("files", copy.connections(), 2, ZoneOffset.UTC, copy.fileNames())
                .within(QueryLimit.ofNight("files", Duration.ofSeconds(1)))) {
            RangeReader reader = new RangeReader(source, queries, DAY, DAY);
            assertThatThrownBy(() -> reader.read(KeyRange.all()))
                    .hasMessageStartingWith(
                            "SRC-TIMEOUT source files: the query accounts was stopped after 1s, expected");
        }
    }

    @Test
    void keepsUnreadableLinesWithTheirPlaceAndReadsTheRest() throws Exception {
        Path csv = write("loans.csv", StandardCharsets.UTF_8, "KEY,NAME\n1,Ana\n2\n3,Bo,x\n4,Cy\n");
        FileCopy copy = copy(csv, StandardCharsets.UTF_8);
        assertThat(copy.unreadableLines())
                .extracting(FileCopy.UnreadableLine::position, FileCopy.UnreadableLine::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("loans.csv:3", "the line has 1 fields, the header has 2"),
                        org.assertj.core.groups.Tuple.tuple("loans.csv:4", "the line has 3 fields, the header has 2"));
    }

    @Test
    void isPrivateAndNamedByContentAndGoesWhenRemoved() throws Exception {
        Path csv = write("loans.csv", StandardCharsets.UTF_8, "KEY,NAME\n1,Ana\n");
        FileCopy copy = copy(csv, StandardCharsets.UTF_8);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.database())))
                .isEqualTo("rw-------");
        assertThat(copy(csv, StandardCharsets.UTF_8).database()).isEqualTo(copy.database());
        Files.writeString(csv, "KEY,NAME\n1,Ann\n");
        assertThat(copy(csv, StandardCharsets.UTF_8).database()).isNotEqualTo(copy.database());
        copy.remove();
        assertThat(copy.database()).doesNotExist();
    }

    @Test
    void decodesOtherEncodingsAndRefusesWrongOnes() throws Exception {
        Charset gb18030 = Charset.forName("GB18030");
        Path csv = write("loans.csv", gb18030, "KEY,NAME\n1,张三\n");
        assertThat(copy(csv, gb18030).unreadableLines()).isEmpty();
        assertThatThrownBy(() -> copy(csv, StandardCharsets.UTF_8))
                .isInstanceOf(SourceFaultException.class)
                .hasMessageContaining("holds bytes that are no UTF-8");
    }

    @Test
    void saysWhatIsWrongWithAFileAsAWhole() throws Exception {
        assertThatThrownBy(() -> copy(home.resolve("none.csv"), StandardCharsets.UTF_8))
                .hasMessageContaining("none.csv: there is no such file");
        assertThatThrownBy(() -> copy(write("empty.csv", StandardCharsets.UTF_8, ""), StandardCharsets.UTF_8))
                .hasMessageContaining("empty.csv:1: the file is empty");
        assertThatThrownBy(() -> copy(write("twice.csv", StandardCharsets.UTF_8, "A,a\n1,2\n"), StandardCharsets.UTF_8))
                .hasMessageContaining("the column a stands twice");
    }

    @Test
    void nothingOutsideTheCopyCanBeReached() throws Exception {
        Path csv = write("loans.csv", StandardCharsets.UTF_8, "KEY,NAME\n1,Ana\n");
        try (var connection = copy(csv, StandardCharsets.UTF_8).connections().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeQuery("select * from read_csv('" + csv + "')"))
                    .isInstanceOf(java.sql.SQLException.class)
                    .hasMessageContaining("disabled");
        }
        try (var connection = copy(csv, StandardCharsets.UTF_8).connections().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table t (a int)"))
                    .isInstanceOf(java.sql.SQLException.class)
                    .hasMessageContaining("read-only");
        }
    }

    private FileCopy copy(Path file, Charset encoding) {
        return FileCopy.of(
                home.resolve("work"),
                List.of(new SourceFile(
                        new FileTable(
                                "loans",
                                FileTable.Format.CSV,
                                encoding.name(),
                                ',',
                                '"',
                                FileTable.Header.FIRST_LINE,
                                null),
                        file)),
                FileCopy.DuckDbLimits.DEFAULT);
    }

    private Path write(String name, Charset encoding, String text) throws Exception {
        Path file = home.resolve(name);
        Files.writeString(file, text, encoding);
        return file;
    }
}
