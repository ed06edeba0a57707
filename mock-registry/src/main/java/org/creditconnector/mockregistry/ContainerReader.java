package org.creditconnector.mockregistry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads a package with nothing but the schema that travels in it, and checks the file as a whole. Knows no earlier package. */
final class ContainerReader {
    /** What is looked at in an item beside what rules and figures look at. */
    private static final List<List<String>> PATHS = List.of(
            List.of("itemId"),
            List.of("kind"),
            List.of("subject"),
            List.of("reportDate"),
            List.of("sequence"),
            List.of("supersedes"),
            List.of("record", "report", "lenderCode"),
            List.of("record", "account", "formerKeys", "accountKey"));

    private final Scenario scenario;
    private final ItemSchemas schemas;
    private final Map<Object, Object> values = new HashMap<>();

    /**
     * A reader for one package.
     *
     * @param scenario its reject rules are applied to every item
     * @param schemas those of packages before
     */
    ContainerReader(Scenario scenario, ItemSchemas schemas) {
        this.scenario = scenario;
        this.schemas = schemas;
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

    private static DataFileStream<GenericRecord> open(byte[] body) throws IOException {
        try {
            return new DataFileStream<>(new ByteArrayInputStream(body), new GenericDatumReader<GenericRecord>());
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
        var blocks = new ItemBlocks(stream, schemas.reader(stream.getSchema(), paths()));
        for (ItemBlocks.RawItem raw = next(blocks); raw != null; raw = next(blocks)) {
            GenericRecord datum = raw.datum();
            ReadItem item = item(raw);
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

    private List<List<String>> paths() {
        return Stream.of(
                        PATHS.stream(),
                        ItemRules.PATHS.stream(),
                        Figures.PATHS.stream(),
                        scenario.rejects().stream()
                                .flatMap(rule -> rule.fields().stream())
                                .map(FieldCondition::path))
                .flatMap(paths -> paths)
                .toList();
    }

    private ReadItem item(ItemBlocks.RawItem raw) {
        GenericRecord datum = raw.datum();
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
        String currency = Facts.text(record, "account", "currency");
        var standing = new Standing(
                needed(Facts.text(datum, "itemId"), "itemId"),
                once(reportDate),
                sequence.longValue(),
                raw.digest(),
                record == null ? null : Figures.of(currency == null ? "" : once(currency), record));
        return new ReadItem(
                standing,
                once(kind),
                subject,
                Facts.text(datum, "supersedes"),
                List.copyOf(former),
                List.copyOf(findings),
                raw.block(),
                raw.offset());
    }

    /** One object for all equal values of the package: they are kept for every item. */
    @SuppressWarnings("unchecked") // what is equal to a text is a text, and to a date a date
    private <T> T once(T value) {
        return (T) values.computeIfAbsent(value, key -> key);
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
