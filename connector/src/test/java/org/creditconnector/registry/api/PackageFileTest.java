package org.creditconnector.registry.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.creditconnector.delivery.PackageDigest;
import org.creditconnector.delivery.PackageTotals;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.registry.DueItems.Due;
import org.creditconnector.registry.ItemId;
import org.creditconnector.registry.ItemKind;
import org.creditconnector.registry.RegistryProfile;
import org.creditconnector.registry.ReportItem;
import org.creditconnector.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackageFileTest {
    private static final Path PUBLISHED = Path.of("registries/registry-api/registry-item.avsc");

    @ParameterizedTest
    @EnumSource(RegistryApiProfile.Codec.class)
    void same_arguments_give_the_same_bytes_and_a_reader_without_our_classes_reads_them(RegistryApiProfile.Codec codec)
            throws IOException {
        RegistryApiProfile profile = profile(codec);
        List<ReportItem> items = items(profile, 300);
        byte[] first = write(profile, manifest(items), items);
        byte[] second = write(profile(codec), manifest(items(profile(codec), 300)), items(profile(codec), 300));
        assertThat(second).isEqualTo(first);

        try (DataFileReader<GenericRecord> file =
                new DataFileReader<>(new SeekableByteArrayInput(first), new GenericDatumReader<>())) {
            assertThat(file.getMetaString("registry.item-count")).isEqualTo("300");
            assertThat(file.getMetaString("registry.totals"))
                    .isEqualTo(
                            "{\"INR\":{\"items\":300,\"principal\":\"300000.000000\",\"creditLimit\":null,"
                                    + "\"outstanding\":\"270000.000000\",\"overdue\":\"120000.000000\",\"paid\":\"30000.000000\"}}");
            assertThat(file.getMetaString("registry.lender")).isEqualTo("LENDER");
            assertThat(file.getMetaString("registry.sequence")).isEqualTo("4");
            assertThat(file.getMetaString("registry.business-date")).isEqualTo("2013-02-06");
            assertThat(file.getMetaKeys()).doesNotContain("registry.supersedes");
            List<String> ids = new ArrayList<>();
            for (GenericRecord item : file) {
                ids.add(item.get("itemId").toString());
                GenericRecord record = (GenericRecord) item.get("record");
                assertThat(record.get("lineage")).isNull();
                assertThat(((GenericRecord) record.get("report")).get("asOf")).isEqualTo(item.get("reportDate"));
            }
            assertThat(PackageDigest.of(ids)).isEqualTo(file.getMetaString("registry.digest"));
        }
    }

    @Test
    void items_that_are_not_the_manifests_make_no_package() {
        RegistryApiProfile profile = profile(RegistryApiProfile.Codec.NONE);
        List<ReportItem> items = items(profile, 3);
        SubmissionPackage manifest = manifest(items);
        assertThatThrownBy(() -> write(profile, manifest, items.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the manifest names 3 items")
                .hasMessageContaining("but 2 items");
        List<ReportItem> swapped = List.of(items.get(1), items.get(0), items.get(2));
        assertThatThrownBy(() -> write(profile, manifest, swapped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stream_of_the_caller_stays_open() throws IOException {
        RegistryApiProfile profile = profile(RegistryApiProfile.Codec.DEFLATE);
        List<ReportItem> items = items(profile, 1);
        boolean[] closed = {false};
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        profile.writePackage(
                manifest(items), items.stream().map(ReportItem::bytes).iterator(), out);
        assertThat(out.size()).isPositive();
        assertThat(closed[0]).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"deflate, deflate", "Zstandard, zstandard", "none, null"})
    void packing_is_told_by_the_target(String told, String codec) throws IOException {
        RegistryProfile profile =
                new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT).configured(Map.of("packing", told));
        List<ReportItem> items = items(profile, 3);
        byte[] file = write(profile, manifest(items), items);
        assertThat(write(profile, manifest(items), items))
                .as("the same package has the same bytes")
                .isEqualTo(file);
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(file), new GenericDatumReader<>())) {
            assertThat(reader.getMetaString("avro.codec")).isEqualTo(codec);
            assertThat(reader.iterator()).toIterable().hasSize(3);
        }
    }

    @Test
    void an_unknown_packing_is_refused() {
        RegistryProfile profile = new RegistryApiProfile(RegistryApiProfile.Settings.DEFAULT);
        assertThatThrownBy(() -> profile.configured(Map.of("packing", "gzip")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("packing: 'gzip', expected deflate, zstandard, none");
    }

    @Test
    void item_ids_are_uuids_and_differ_by_each_part() {
        LocalDate date = LocalDate.of(2013, 2, 5);
        String id = ItemId.of("t", "account:1", date, 1, ItemKind.REPORT);
        assertThat(UUID.fromString(id).version()).isEqualTo(8);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(ItemId.of("t", "account:1", date, 1, ItemKind.REPORT)).isEqualTo(id);
        assertThat(List.of(
                        id,
                        ItemId.of("u", "account:1", date, 1, ItemKind.REPORT),
                        ItemId.of("t", "account:2", date, 1, ItemKind.REPORT),
                        ItemId.of("t", "account:1", date.plusDays(1), 1, ItemKind.REPORT),
                        ItemId.of("t", "account:1", date, 2, ItemKind.REPORT),
                        ItemId.of("t", "account:1", date, 1, ItemKind.CORRECTION)))
                .doesNotHaveDuplicates();
    }

    @Test
    void deletion_has_no_record_and_adds_no_amount() throws IOException {
        RegistryApiProfile profile = profile(RegistryApiProfile.Codec.NONE);
        Due due = new Due(ItemKind.DELETION, LocalDate.of(2013, 2, 5), 3, "accepted", null);
        ReportItem item = profile.render("t", "7", due);
        assertThat(item.totals().amounts()).isEmpty();
        assertThat(item.reportedState()).isEmpty();
        assertThat(item.contentHash()).isEmpty();
        byte[] file = write(profile, manifest(List.of(item)), List.of(item));
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(new SeekableByteArrayInput(file), new GenericDatumReader<>())) {
            GenericRecord read = reader.next();
            assertThat(read.get("record")).isNull();
            assertThat(read.get("supersedes").toString()).isEqualTo("accepted");
            assertThat(reader.getMetaString("registry.totals")).isEqualTo("{}");
        }
    }

    @Test
    void reported_state_is_read_back_and_damage_is_said() {
        RegistryApiProfile profile = profile(RegistryApiProfile.Codec.NONE);
        ReportItem item = items(profile, 1).get(0);
        ReportedState state = RegistryApiProfile.decodeReportedState(item.reportedState());
        assertThat(state.getItemId()).isEqualTo(item.itemId());
        assertThat(state.getContentHash()).isEqualTo(item.contentHash());
        assertThat(state.getReportDate()).isEqualTo(item.reportDate());
        assertThat(state.getOutstanding()).isEqualTo(Records.amount("900"));
        byte[] damaged = item.reportedState().clone();
        damaged[4] ^= 1;
        assertThatThrownBy(() -> RegistryApiProfile.decodeReportedState(damaged))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void published_schema_is_the_one_that_travels() throws IOException {
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(PUBLISHED, RegistryItem.SCHEMA.toString(true) + "\n");
        }
        String published = Files.readString(PUBLISHED, StandardCharsets.UTF_8);
        assertThat(published)
                .as("registry-item.avsc; run with -Dupdate.golden=true after a change that is meant")
                .isEqualTo(RegistryItem.SCHEMA.toString(true) + "\n")
                .doesNotContain("avro.java");
        assertThat(new Schema.Parser().parse(published)).isEqualTo(RegistryItem.SCHEMA);
    }

    private static RegistryApiProfile profile(RegistryApiProfile.Codec codec) {
        return new RegistryApiProfile(
                new RegistryApiProfile.Settings(new RegistryProfile.PackageLimits(5_000, 32L << 20), codec));
    }

    private static List<ReportItem> items(RegistryProfile profile, int count) {
        List<ReportItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String key = String.format("%09d", i);
            CreditRecord record = Records.loan(key, "2013-02-05", Records.paid("r1", "2013-01-05", "100"));
            items.add(profile.render("t", key, new Due(ItemKind.REPORT, LocalDate.of(2013, 2, 5), 1, null, record)));
        }
        return items;
    }

    private static SubmissionPackage manifest(List<ReportItem> items) {
        PackageTotals totals = new PackageTotals();
        items.forEach(item -> totals.add(item.totals()));
        return SubmissionPackage.newBuilder()
                .setPackageId("5b1f6f2e-0c2a-4f39-9c1a-1f0d8f4a2b11")
                .setTarget("t")
                .setLenderCode("LENDER")
                .setBusinessDate(LocalDate.of(2013, 2, 6))
                .setSequence(4)
                .setItemCount(items.size())
                .setItemsDigest(
                        PackageDigest.of(items.stream().map(ReportItem::itemId).toList()))
                .setTotals(totals.byCurrency())
                .build();
    }

    private static byte[] write(RegistryProfile profile, SubmissionPackage manifest, List<ReportItem> items)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        profile.writePackage(manifest, items.stream().map(ReportItem::bytes).iterator(), out);
        return out.toByteArray();
    }
}
