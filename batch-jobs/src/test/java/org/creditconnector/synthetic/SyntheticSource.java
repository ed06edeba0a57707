package org.creditconnector.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.creditconnector.extract.FileCopy;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.extract.KeyType;
import org.creditconnector.extract.LenderSource;
import org.creditconnector.extract.RangeReader;
import org.creditconnector.extract.SourceFile;
import org.creditconnector.extract.SourceQueries;
import org.creditconnector.mapping.BoundMapping;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.MappingRun;
import org.creditconnector.mapping.SourceMapping;
import org.creditconnector.totals.ControlTotals;

/** The generated lender as a night reads it. */
final class SyntheticSource {
    private final SourceMapping mapping;
    private final DataSource rows;
    private final List<String> files;

    private SyntheticSource(SourceMapping mapping, DataSource rows, List<String> files) {
        this.mapping = mapping;
        this.rows = rows;
        this.files = files;
    }

    /** What a night reads: all accounts, mapped, and what the source itself counts. */
    record Night(List<MappedAccount> accounts, ControlTotals source) {
        ControlTotals totals() {
            return accounts.stream().map(MappedAccount::totals).reduce(ControlTotals.NOTHING, ControlTotals::plus);
        }
    }

    static Path make(Path directory, Order order, boolean gzip) throws IOException, SQLException {
        new SyntheticLender(order).write(directory, true, gzip, null);
        return directory;
    }

    static SyntheticSource ofFiles(Path directory, Path work) {
        return ofFiles("synthetic", directory, work);
    }

    static SyntheticSource ofFiles(String folder, Path directory, Path work) {
        SourceMapping mapping = SourceMapping.shipped(folder);
        List<SourceFile> files = new ArrayList<>();
        mapping.tables().forEach((name, table) -> {
            Path plain = directory.resolve(name + ".csv");
            Path file = Files.exists(plain) ? plain : directory.resolve(name + ".csv.gz");
            files.add(new SourceFile(table, file));
        });
        FileCopy copy = FileCopy.of(work, files, FileCopy.DuckDbLimits.DEFAULT);
        return new SyntheticSource(mapping, copy.connections(), copy.fileNames());
    }

    static SyntheticSource ofDatabase(DataSource database) {
        return new SyntheticSource(SourceMapping.shipped("synthetic"), database, List.of());
    }

    Night night(LocalDate date) {
        SourceQueries queries = new SourceQueries(
                mapping.rangeKey().column(), KeyType.TEXT, mapping.accountKey(), mapping.queries(), mapping.control());
        try (LenderSource source = LenderSource.open("synthetic", rows, 1, ZoneId.of("UTC"), files)) {
            LocalDate asOf = mapping.asOf(date);
            RangeReader reader = new RangeReader(source, queries, asOf, date);
            BoundMapping bound = mapping.bind(reader.shapes());
            RangeReader.Read read = reader.read(KeyRange.all());
            MappingRun run = new MappingRun("SYNTHETIC", "synthetic", asOf, date, "");
            return new Night(
                    read.accounts().stream()
                            .map(account -> bound.map(account, run))
                            .toList(),
                    read.sourceTotals());
        }
    }
}
