package org.creditconnector.benchmarks.micro;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.history.DerivedRecord;
import org.creditconnector.history.HistoryDerivation;
import org.creditconnector.mapping.BareMapping;
import org.creditconnector.mapping.SourceFolder;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.registry.DueItems;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RecordFacts;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.registry.api.RegistryApiProfile;
import org.creditconnector.rules.RecordRules;
import org.creditconnector.source.SourceAccount;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What one account of the reference lender costs on its way from rows to the bytes of an item. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotParts {
    private final BareMapping mapping = new BareMapping(
            SourceFolder.of(Path.of(System.getProperty("credit-connector.checkout"))
                    .resolve("batch-jobs/benchmarks/sources/reference-lender")),
            ReferenceAccount.shapes());
    private final SourceAccount rows = ReferenceAccount.rows();
    private final CreditRecord facts = mapping.record(rows, ReferenceAccount.RUN);
    private final CreditRecord record = HistoryDerivation.derive(facts).record();
    private final CreditRecordCodec codec = new CreditRecordCodec();
    private final RegistryProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);
    private final DueItems.Due due =
            new DueItems.Due(ItemKind.REPORT, ReferenceAccount.RUN.asOf(), 1, null, record);

    /** Rows into a record, by the source's folder. */
    @Benchmark
    public CreditRecord mappingOfTheFolder() {
        return mapping.record(rows, ReferenceAccount.RUN);
    }

    /** Rows into the same record, by hand. */
    @Benchmark
    public CreditRecord mappingByHand() {
        return HandWrittenMapping.record(rows);
    }

    /** 25 months out of a record's facts. */
    @Benchmark
    public DerivedRecord derivation() {
        return HistoryDerivation.derive(facts);
    }

    /** All rules about records. */
    @Benchmark
    public List<Finding> rules() {
        return RecordRules.check(record);
    }

    /** A record into Avro. */
    @Benchmark
    public byte[] encoding() {
        return codec.encode(record);
    }

    /** What tells whether a record says anything new. */
    @Benchmark
    public String contentHash() {
        return RecordFacts.digest(record);
    }

    /** A record into an item of the registry's, with what is kept of it and its hash. */
    @Benchmark
    public ReportItem rendering() {
        return profile.render("registry", "LN00000000004711", due);
    }
}
