package org.creditconnector.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.creditconnector.night.NightFixture.FRIDAY;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.creditconnector.codec.CreditRecordCodec;
import org.creditconnector.config.ConnectorConfig;
import org.creditconnector.extract.KeyRange;
import org.creditconnector.ledger.Store;
import org.creditconnector.mapping.MappedAccount;
import org.creditconnector.mapping.TracedMapping;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.source.SourceAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What preview and explain show is what the night stored, byte for byte. */
class PreviewOfTheNightTest {
    private static final int ACCOUNTS = 1_000;

    @TempDir
    Path home;

    @Test
    void theRecordsOfPreviewAreInTheItemsOfTheNightByteForByte() throws Exception {
        try (NightFixture night = new NightFixture(home)) {
            for (int number = NightFixture.ACCOUNTS + 1; number <= ACCOUNTS; number++) {
                night.lender.add(number);
            }
            night.source = "range-size: 250";
            night.packageItems = ACCOUNTS;
            assertThat(night.run(FRIDAY).exit()).isEqualTo(ExitCode.DONE);

            String stored = stored(night);
            ConnectorConfig config = night.config();
            try (Lender lender =
                    new Lender(config, Objects.requireNonNull(config.sources().get(TinyLender.NAME)), FRIDAY)) {
                TracedMapping traced = lender.mapping().trace(lender.shapes());
                Function<SourceAccount, MappedAccount> nightly = lender.map();
                int seen = 0;
                for (SourceAccount account : lender.read(KeyRange.all()).accounts()) {
                    String shown = bytes(traced.explain(account, lender.run()).account());
                    assertThat(shown).isEqualTo(bytes(nightly.apply(account)));
                    assertThat(stored.contains(shown)).as(account.toString()).isTrue();
                    seen++;
                }
                assertThat(seen).isEqualTo(ACCOUNTS);
            }
        }
    }

    /** The bytes of all items, a character for each byte. */
    private static String stored(NightFixture night) {
        try (Store open = Store.open(night.store)) {
            return String.join("", StagedBytes.of(open));
        }
    }

    /** Of a record without its lineage, which never leaves the house. */
    private static String bytes(MappedAccount account) {
        CreditRecord record = Objects.requireNonNull(account.record());
        record.setLineage(null);
        return new String(new CreditRecordCodec().encode(record), StandardCharsets.ISO_8859_1);
    }
}
