package org.creditconnector.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.creditconnector.mapping.FileTable;
import org.creditconnector.mapping.FileTable.Format;
import org.creditconnector.mapping.FileTable.Header;
import org.creditconnector.mapping.MappingFuzz;
import org.creditconnector.mapping.SourceMapping;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form of file gives back what was written into it. */
class ReaderFuzzTest {
    private static final Map<String, String> VALUES = MappingFuzz.texts(SourceMapping.shipped("synthetic"));

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "CSV; UTF-8; ,; FIRST_LINE; ",
                "CSV; UTF-8; |; FIRST_LINE; NULL",
                "CSV; UTF-8; ,; NONE; ",
                "CSV; GB18030; ,; FIRST_LINE; ",
                "CSV; GBK; |; NONE; ",
                "CSV; UTF-16LE; ,; FIRST_LINE; ",
                "JSON; UTF-8; ,; FIRST_LINE; null",
                "PARQUET; UTF-8; ,; FIRST_LINE; ",
                "PARQUET; UTF-8; ,; FIRST_LINE; null"
            })
    void whatWasWrittenComesBack(
            Format format, String encoding, char delimiter, Header header, @Nullable String missing) {
        FileTable table = new FileTable("loans", format, encoding, delimiter, '"', header, missing);

        ReaderFuzz.Report report =
                ReaderFuzz.run(List.of(table), VALUES, directory).get(0);

        assertThat(report.failures()).isEmpty();
        assertThat(report.values() + report.notWritable().size()).isEqualTo(VALUES.size());
        assertThat(report.values()).isGreaterThan(50);
    }

    @Test
    void aReaderThatChangesAValueIsFound() {
        assertThat(bug(row -> new ReaderFuzz.Row(
                        row.key(), row.first() == null ? null : row.first().strip(), row.second(), row.line())))
                .contains("a name with a blank after it comes back otherwise from the middle of a line")
                .noneSatisfy(failure -> assertThat(failure).contains("end of a line"));
        assertThat(bug(row -> new ReaderFuzz.Row(
                        row.key(), row.first(), row.second() == null ? "" : row.second(), row.line())))
                .contains("an empty text comes back otherwise from the end of a line");
        assertThat(bug(row -> new ReaderFuzz.Row(row.key(), row.first(), row.second(), row.line() - 1)))
                .hasSizeGreaterThan(50);
        assertThat(bug(row -> row.key().equals("r7") ? null : row))
                .singleElement()
                .asString()
                .endsWith(": the row does not come back");
    }

    private interface Bug {
        ReaderFuzz.@Nullable Row change(ReaderFuzz.Row row);
    }

    private List<String> bug(Bug bug) {
        FileTable table = new FileTable("loans", Format.CSV, "UTF-8", ',', '"', Header.FIRST_LINE, null);
        return ReaderFuzz.run(List.of(table), VALUES, directory, file -> changed(file, bug))
                .get(0)
                .failures();
    }

    private List<ReaderFuzz.Row> changed(SourceFile file, Bug bug) throws SQLException {
        List<ReaderFuzz.Row> rows = new ArrayList<>();
        for (ReaderFuzz.Row row : ReaderFuzz.copied(file, directory)) {
            ReaderFuzz.Row changed = bug.change(row);
            if (changed != null) {
                rows.add(changed);
            }
        }
        return rows;
    }

    @Test
    void aFileThatCannotBeReadIsAFailureAndNoException() throws Exception {
        FileTable table = new FileTable("loans", Format.CSV, "UTF-8", ',', '"', Header.FIRST_LINE, null);
        Map<String, String> values = new TreeMap<>(VALUES);

        ReaderFuzz.Report report = ReaderFuzz.run(List.of(table), values, directory, file -> {
                    Files.delete(file.path());
                    return ReaderFuzz.copied(file, directory);
                })
                .get(0);

        assertThat(report.failures()).singleElement().asString().startsWith("the reader gives up: SRC-FILE ");
    }
}
