package org.creditconnector.mockregistry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands at the registry, by subject. A subject is a kind of report and a business identifier, or a digest of identities. Takes what
 * was judged already. Not for several threads.
 */
final class Books {
    private static final Map<String, List<String>> IDENTITIES = Map.of(
            "110", List.of("InfSurcCode", "Name", "IDType", "IDNum"),
            "120", List.of("Name", "IDType", "IDNum", "FamMemName", "FamMemCertType", "FamMemCertNum"),
            "130", List.of("InfSurcCode", "Name", "IDType", "IDNum"),
            "140", List.of("Name", "IDType", "IDNum", "OthName", "OthIDType", "OthIDNum"),
            "310", List.of("InfSurcCode", "EntName", "EntCertType", "EntCertNum"),
            "314", List.of("InfSurcCode", "Name", "IDType", "IDNum"),
            "340", List.of("EntName", "EntCertType", "EntCertNum", "OthEntCertType", "OthEntCertNum"),
            "350",
                    List.of(
                            "EntName",
                            "EntCertType",
                            "EntCertNum",
                            "AssoEntName",
                            "AssoEntCertType",
                            "AssoEntCertNum",
                            "AssoType"));
    private static final List<String> CODES =
            List.of("AcctCode", "ContractCode", "CcCode", "ModRecCode", "DelRecCode", "OdBnesCode");

    private final Map<String, Book> books = new TreeMap<>();
    /** Where a subject went that changed its identifier. */
    private final Map<String, String> moved = new HashMap<>();

    /** The subject of an entry; empty when the entry does not tell. */
    static String subject(Entry entry) {
        List<String> tags = IDENTITIES.getOrDefault(entry.type(), IDENTITIES.get(entry.group()));
        if (tags != null) {
            List<String> values = new ArrayList<>();
            for (String tag : tags) {
                values.add(entry.text(tag));
            }
            return values.stream().allMatch(String::isEmpty) ? "" : entry.group() + "/" + digest(values);
        }
        for (String tag : CODES) {
            if (!entry.text(tag).isEmpty()) {
                return entry.group() + "/" + entry.text(tag);
            }
        }
        return "";
    }

    /** The subject that another becomes by an identifier change. */
    static String becomes(Entry entry) {
        return entry.group() + "/" + entry.text("NwBnesCode");
    }

    private static String digest(List<String> values) {
        try {
            byte[] all = String.join("\n", values).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What stands of a subject; an empty book when nothing does. */
    Book of(String subject) {
        return books.getOrDefault(subject, new Book());
    }

    boolean movedAway(String subject) {
        return moved.containsKey(subject);
    }

    /** Whether an identifier was in use before by what stands under another now. */
    boolean movedTo(String subject, String now) {
        String at = moved.get(subject);
        return at != null && at.equals(now);
    }

    /** Applies an entry that was found in order. */
    void take(Entry entry) {
        String subject = subject(entry);
        switch (entry.type().charAt(2)) {
            case '0' -> {
                Map<String, Tagged> segments = entry.record().flat() ? Map.of("B", entry.root()) : entry.segments();
                String date = entry.text("RptDate");
                kept(subject).versions().put(date, new Book.Version(date, entry.text("RptDateCode"), segments));
            }
            case '1' -> rename(subject, becomes(entry));
            case '2' -> correct(kept(subject), entry);
            case '3' -> deleteSegment(kept(subject), entry);
            case '4' -> books.remove(subject);
            case '5' -> {
                var event = new Book.Event(entry.text("OpetnType"), entry.text("Month"), entry.text("RptDate"));
                String key = event.kind() + " " + event.month();
                kept(subject).events().remove(key);
                if (entry.text("Flag").equals("1")) {
                    kept(subject).events().put(key, event);
                }
            }
            default -> throw new IllegalStateException("record " + entry.type() + " changes nothing");
        }
    }

    private Book kept(String subject) {
        return books.computeIfAbsent(subject, key -> new Book());
    }

    private void rename(String from, String to) {
        Book book = books.remove(from);
        if (book == null) {
            throw new IllegalStateException("an accepted identifier change of what is not on file");
        }
        books.put(to, book);
        moved.replaceAll((old, now) -> now.equals(from) ? to : now);
        moved.put(from, to);
        moved.remove(to);
    }

    private static void correct(Book book, Entry entry) {
        String date = entry.text("RptDate");
        String letter = entry.text("MdfcSgmtCode");
        Tagged content = entry.segment(letter);
        Book.Version version = book.versions().getOrDefault(date, new Book.Version(date, "", Map.of()));
        if (letter.equals("B")) {
            content = merged(version.segment("B"), content);
        }
        book.versions().put(date, version.with(letter, content));
    }

    /** A corrected base holds the debtor and the branch only; all else of it stays. */
    private static Tagged merged(Tagged stands, Tagged brought) {
        List<Tagged> inside = new ArrayList<>();
        for (Tagged one : stands.inside()) {
            Tagged other = brought.first(one.tag());
            inside.add(other == null ? one : other);
        }
        for (Tagged one : brought.inside()) {
            if (!stands.has(one.tag())) {
                inside.add(one);
            }
        }
        return new Tagged(brought.tag(), "", inside);
    }

    private static void deleteSegment(Book book, Entry entry) {
        String from = entry.text("DelStartDate");
        String to = entry.text("DelEndDate");
        book.versions()
                .replaceAll((date, version) ->
                        Intervals.within(date, from, to) ? version.without(entry.text("DelSgmtCode")) : version);
    }

    /** All that stands, for whoever asks. */
    Map<String, PbcrcHolding> holdings() {
        Map<String, PbcrcHolding> all = new TreeMap<>();
        books.forEach((subject, book) -> {
            List<PbcrcHolding.Version> versions = new ArrayList<>();
            for (Book.Version version : book.versions().values()) {
                Map<String, Map<String, String>> segments = new TreeMap<>();
                version.segments().values().forEach(one -> segments.put(one.tag(), values(one)));
                versions.add(new PbcrcHolding.Version(version.date(), version.point(), segments));
            }
            all.put(
                    subject,
                    new PbcrcHolding(
                            subject, versions, List.copyOf(book.events().keySet())));
        });
        return all;
    }

    private static Map<String, String> values(Tagged segment) {
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> seen = new TreeMap<>();
        for (Tagged one : segment.inside()) {
            if (one.inside().isEmpty()) {
                values.put(one.tag(), one.text());
            } else {
                int number = seen.merge(one.tag(), 1, Integer::sum);
                for (Tagged field : one.inside()) {
                    values.put(one.tag() + "[" + number + "]." + field.tag(), field.text());
                }
            }
        }
        return values;
    }
}
