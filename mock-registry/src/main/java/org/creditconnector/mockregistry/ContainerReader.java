package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Reads a package with nothing but the schema that travels in it, and checks the file as a whole. Knows no earlier package. */
final class ContainerReader implements AutoCloseable {
    private final Scenario scenario;
    private final boolean keepRecords;
    private final PackedText.Press press = new PackedText.Press();

    /**
     * A reader for one package.
     *
     * @param scenario its reject rules are applied to every item
     * @param keepRecords whether records are kept as JSON
     */
    ContainerReader(Scenario scenario, boolean keepRecords) {
        this.scenario = scenario;
        this.keepRecords = keepRecords;
    }

    /**
     * Reads all of it.
     *
     * @param packageId lower-case id as in the path
     * @throws RefusalException 422 when it cannot be read or its metadata is incomplete
     */
    ReadPackage read(String packageId, byte[] body) {
        try (DataFileStream<GenericRecord> stream = open(body)) {
            return read(packageId, stream);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        press.close();
    }

    private static DataFileStream<GenericRecord> open(byte[] body) throws IOException {
        try {
            return new DataFileStream<>(
                    new ByteArrayInputStream(body), new GenericDatumReader<GenericRecord>(null, null, Facts.MODEL));
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** The next item, or null at the end. Whatever the decoder throws, the bytes are to blame. */
    private static ItemBlocks.@Nullable RawItem next(ItemBlocks blocks) {
        try {
            return blocks.next();
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static RefusalException unreadable(Exception e) {
        String message = e.getMessage();
        String reason = message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").replaceAll("\\.$", "");
        RefusalException refusal = RefusalException.unreadable("The Avro container cannot be read: " + reason + ".");
        refusal.initCause(e);
        return refusal;
    }

    private ReadPackage read(String packageId, DataFileStream<GenericRecord> stream) {
        var metadata = new Metadata(stream);
        if (!metadata.text("registry.package-id").toLowerCase(Locale.ROOT).equals(packageId)) {
            throw RefusalException.incompleteMetadata("registry.package-id is not the id in the path.");
        }
        String lender = metadata.text("registry.lender");
        LocalDate businessDate = metadata.date("registry.business-date");
        long sequence = metadata.number("registry.sequence");
        long itemCount = metadata.number("registry.item-count");
        Totals stated = metadata.totals("registry.totals");
        String digest = metadata.text("registry.digest");

        var counted = new Totals();
        var itemIds = new Sha256();
        var strangers = new ArrayList<String>();
        List<ReadItem> items = new ArrayList<>();
        var blocks = new ItemBlocks(stream);
        for (ItemBlocks.RawItem raw = next(blocks); raw != null; raw = next(blocks)) {
            GenericRecord datum = raw.datum();
            ReadItem item = item(datum, raw.digest());
            items.add(item);
            counted.add(item.figures());
            itemIds.line(item.itemId());
            String itemLender = Facts.text(datum, "record", "report", "lenderCode");
            if (itemLender != null && !itemLender.equals(lender)) {
                strangers.add(item.itemId());
            }
        }
        List<RuleFinding> faults = new ArrayList<>();
        List<String> differences = counted.differencesFrom(stated);
        if (itemCount != items.size()) {
            differences.add(0, "item-count (stated " + itemCount + ", found " + items.size() + ")");
        }
        if (!differences.isEmpty()) {
            faults.add(new RuleFinding(
                    "F001", null, "Metadata and content differ in " + String.join(", ", differences) + "."));
        }
        if (!itemIds.hex().equals(digest)) {
            faults.add(new RuleFinding("F002", null, "registry.digest is not the digest over the item ids."));
        }
        if (!strangers.isEmpty()) {
            faults.add(new RuleFinding(
                    "F003",
                    "record.report.lenderCode",
                    strangers.size() + " items belong to another lender than the metadata says, the first is "
                            + strangers.get(0) + "."));
        }
        return new ReadPackage(lender, businessDate, sequence, metadata.optional("registry.supersedes"), items, faults);
    }

    private ReadItem item(GenericRecord datum, byte[] digest) {
        String kind = needed(Facts.text(datum, "kind"), "kind");
        String subject = needed(Facts.text(datum, "subject"), "subject");
        LocalDate reportDate = needed(Facts.date(datum, "reportDate"), "reportDate");
        if (!(Facts.at(datum, "sequence") instanceof Number sequence)) {
            throw RefusalException.unreadable("An item has no whole number in the field sequence.");
        }
        Object record = Facts.at(datum, "record");
        List<String> former = new ArrayList<>();
        if (kind.equals("ID_CHANGE")) {
            for (Object key : Facts.list(record, "account", "formerKeys")) {
                former.add("account:" + Facts.text(key, "accountKey"));
            }
        }
        List<RuleFinding> findings = new ArrayList<>(ItemRules.check(kind, subject, reportDate, record));
        scenario.rejects(datum, subject, kind).forEach(findings::add);
        boolean keep = keepRecords && record instanceof IndexedRecord;
        return new ReadItem(
                needed(Facts.text(datum, "itemId"), "itemId"),
                kind,
                subject,
                reportDate,
                sequence.longValue(),
                Facts.text(datum, "supersedes"),
                List.copyOf(former),
                digest,
                record == null ? null : Figures.of(record),
                keep && record != null ? press.pack(RecordJson.bytes(record)) : null,
                List.copyOf(findings));
    }

    private static <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw RefusalException.unreadable("An item has nothing in the field " + field + ".");
        }
        return value;
    }

    /** File metadata, strictly. */
    private record Metadata(DataFileStream<GenericRecord> stream) {
        @Nullable String optional(String key) {
            byte[] value = stream.getMeta(key);
            return value == null ? null : new String(value, StandardCharsets.UTF_8);
        }

        String text(String key) {
            String value = optional(key);
            if (value == null || value.isBlank()) {
                throw RefusalException.incompleteMetadata(key + " is missing in the file's metadata.");
            }
            return value;
        }

        long number(String key) {
            String value = text(key);
            if (!value.matches("[0-9]{1,18}")) {
                throw RefusalException.incompleteMetadata(key + " is not a decimal number.");
            }
            return Long.parseLong(value);
        }

        LocalDate date(String key) {
            String value = text(key);
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                throw malformed(key, "a date yyyy-MM-dd", e);
            }
        }

        Totals totals(String key) {
            String value = text(key);
            try {
                return Totals.read(Json.MAPPER.readTree(value));
            } catch (JsonProcessingException e) {
                throw malformed(key, "a JSON object", e);
            }
        }

        private static RefusalException malformed(String key, String expected, Exception cause) {
            RefusalException refusal = RefusalException.incompleteMetadata(key + " is not " + expected + ".");
            refusal.initCause(cause);
            return refusal;
        }
    }
}
