package org.creditconnector.mockregistry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** A package as a client might write it, with metadata that fit unless a test spoils them. */
final class TestPackage {
    final String id;
    private final long sequence;
    private final List<TestItem> items = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private String lender = "BANK1";
    private CodecFactory codec = CodecFactory.nullCodec();

    private TestPackage(long sequence) {
        this.sequence = sequence;
        this.id = UUID.nameUUIDFromBytes(("package " + sequence).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private TestPackage(String id, long sequence) {
        this.sequence = sequence;
        this.id = id;
    }

    static TestPackage of(long sequence, TestItem... items) {
        return new TestPackage(sequence).add(items);
    }

    static TestPackage of(String id, long sequence, TestItem... items) {
        return new TestPackage(id, sequence).add(items);
    }

    private TestPackage add(TestItem... more) {
        items.addAll(List.of(more));
        return this;
    }

    TestPackage lender(String code) {
        lender = code;
        items.stream()
                .filter(item -> item.datum.get("record") != null)
                .forEach(item -> item.set("record.report.lenderCode", code));
        return this;
    }

    TestPackage codec(CodecFactory other) {
        codec = other;
        return this;
    }

    /** Spoils one piece of metadata; null leaves it out. */
    TestPackage metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    byte[] bytes() {
        var out = new ByteArrayOutputStream();
        try (var writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(TestItem.SCHEMA, TestItem.MODEL))) {
            Map<String, String> all = stated();
            all.putAll(metadata);
            all.forEach((key, value) -> {
                if (value != null) {
                    writer.setMeta(key, value);
                }
            });
            writer.setCodec(codec);
            // A fixed marker: the same package is the same bytes.
            writer.create(TestItem.SCHEMA, out, new byte[16]);
            for (TestItem item : items) {
                writer.append(item.datum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Map<String, String> stated() {
        Map<String, String> stated = new LinkedHashMap<>();
        stated.put("registry.package-id", id);
        stated.put("registry.lender", lender);
        stated.put("registry.business-date", "2026-01-31");
        stated.put("registry.sequence", Long.toString(sequence));
        stated.put("registry.item-count", Integer.toString(items.size()));
        stated.put("registry.totals", totals());
        stated.put("registry.digest", digest());
        return stated;
    }

    private String digest() {
        String lines = items.stream().map(item -> item.get("itemId") + "\n").collect(Collectors.joining());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String totals() {
        Map<String, BigDecimal[]> sums = new TreeMap<>();
        for (TestItem item : items) {
            if (item.datum.get("record") == null) {
                continue;
            }
            BigDecimal[] sum =
                    sums.computeIfAbsent((String) item.get("record.account.currency"), key -> new BigDecimal[6]);
            plus(sum, 0, BigDecimal.ONE);
            plus(sum, 1, (BigDecimal) item.get("record.account.principal"));
            plus(sum, 2, (BigDecimal) item.get("record.account.creditLimit"));
            plus(sum, 3, (BigDecimal) item.get("record.position.balance"));
            plus(sum, 4, (BigDecimal) item.get("record.position.overduePrincipal"));
            paid(item).forEach(paid -> plus(sum, 5, paid));
        }
        return sums.entrySet().stream()
                .map(entry ->
                        "\"%s\":{\"items\":%s,\"principal\":%s,\"creditLimit\":%s,\"outstanding\":%s,\"overdue\":%s,\"paid\":%s}"
                                .formatted(texts(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Object[] texts(String currency, BigDecimal[] sum) {
        var texts = new Object[7];
        texts[0] = currency;
        texts[1] = sum[0].toPlainString();
        for (int i = 1; i < sum.length; i++) {
            texts[i + 1] = sum[i] == null ? "null" : '"' + sum[i].toPlainString() + '"';
        }
        return texts;
    }

    private static List<BigDecimal> paid(TestItem item) {
        List<BigDecimal> paid = new ArrayList<>();
        for (Object repayment : (List<?>) item.get("record.repayments")) {
            GenericRecord row = (GenericRecord) repayment;
            BigDecimal amount = (BigDecimal) row.get("amount");
            String kind = (String) row.get("kind");
            boolean counts =
                    !(Boolean) row.get("reversed") && !kind.equals("DEDUCTED_AT_DISBURSEMENT") && !kind.equals("OTHER");
            paid.add(!counts ? BigDecimal.ZERO : kind.equals("REFUND") ? amount.negate() : amount);
        }
        if (paid.isEmpty()) {
            ((List<?>) item.get("record.months"))
                    .stream()
                            .map(month -> (BigDecimal) ((GenericRecord) month).get("paid"))
                            .filter(amount -> amount != null)
                            .forEach(paid::add);
        }
        return paid;
    }

    private static void plus(BigDecimal[] sum, int at, BigDecimal amount) {
        if (amount != null) {
            sum[at] = sum[at] == null ? amount : sum[at].add(amount);
        }
    }
}
