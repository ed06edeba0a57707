package org.creditconnector.synthetic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final SourceMapping mapping = SourceMapping.shipped("synthetic");
    private final DataSource rows;
    private final Map<String, String> files;

    private SyntheticSource(DataSource rows, Map<String, String> files) {
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
        List<SourceFile> files = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        SourceMapping.shipped("synthetic").tables().forEach((name, table) -> {
            Path plain = directory.resolve(name + ".csv");
            Path file = Files.exists(plain) ? plain : directory.resolve(name + ".csv.gz");
            files.add(new SourceFile(table, file));
            names.put(name, file.getFileName().toString());
        });
        return new SyntheticSource(
                FileCopy.of(work, files, FileCopy.DuckDbLimits.DEFAULT).connections(), names);
    }

    static SyntheticSource ofDatabase(DataSource database) {
        return new SyntheticSource(database, Map.of());
    }

    Night night(LocalDate date) {
        SourceQueries queries = new SourceQueries(
                mapping.rangeKey().column(), KeyType.TEXT, mapping.accountKey(), mapping.queries(), mapping.control());
        try (LenderSource source = LenderSource.open("synthetic", rows, 1, ZoneId.of("UTC"), files)) {
            RangeReader reader = new RangeReader(source, queries, date, date);
            BoundMapping bound = mapping.bind(reader.shapes());
            RangeReader.Read read = reader.read(KeyRange.all());
            MappingRun run = new MappingRun("SYNTHETIC", "synthetic", date, date, "");
            return new Night(
                    read.accounts().stream()
                            .map(account -> bound.map(account, run))
                            .toList(),
                    read.sourceTotals());
        }
    }
}
