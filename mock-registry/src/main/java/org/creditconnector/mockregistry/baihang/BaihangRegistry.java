package org.creditconnector.mockregistry.baihang;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The agency in memory: what it holds, and what it did. A record is added under an id that is new, and modified under the same. Instalments
 * and drawdowns need their loan and limit. Thread-safe.
 */
public final class BaihangRegistry {
    /** Amounts keep their two decimals. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9]{1,40})_(C1|D2|D3|D4|X2|CL1|CL2)_(\\d{8})_(\\d{4})");
    private static final Map<String, String> SECTIONS = Map.of(
            "C1", "#loanApplyInfo",
            "D2", "#singleLoanAccountInfo",
            "D3", "#singleLoanRepayInfo",
            "D4", "#singleLoanDelayInfo",
            "X2", "#loopLoanAccountInfo",
            "CL1", "#loopLoanReceiptInfo",
            "CL2", "#loopLoanReceiptRepayInfo");

    private final Set<String> institutions;
    private final Map<String, BaihangHolding> holdings = new LinkedHashMap<>();
    private final Map<String, BaihangHolding> loans = new HashMap<>();
    private final Set<String> limits = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> blocked = new HashSet<>();
    private final List<BaihangEffect> effects = new ArrayList<>();
    private final Map<BaihangFault, Set<Integer>> faults = new EnumMap<>(BaihangFault.class);
    private final Map<BaihangFault, Integer> met = new EnumMap<>(BaihangFault.class);
    private boolean wholeFilesOnly;

    /** @param institutions codes of the lenders that it knows */
    public BaihangRegistry(Set<String> institutions) {
        this.institutions = Set.copyOf(institutions);
    }

    // ------------------------------------------------------------------ what tests and testers do

    /** Makes a fault strike, counted over the deliveries since now. */
    public synchronized void plant(BaihangFault fault, int occurrence) {
        met.remove(fault);
        faults.computeIfAbsent(fault, any -> new HashSet<>()).add(occurrence);
    }

    /** From now on refuses what it hears about these loans, and about no others. */
    public synchronized void block(Set<String> subjects) {
        blocked.clear();
        blocked.addAll(subjects);
    }

    /** Forgets all that ever came, and all that was planted. */
    public synchronized void reset() {
        holdings.clear();
        loans.clear();
        limits.clear();
        names.clear();
        blocked.clear();
        effects.clear();
        faults.clear();
        met.clear();
        wholeFilesOnly = false;
    }

    /** From now on one bad record takes the others of its file with it. */
    public synchronized void takeWholeFilesOnly() {
        wholeFilesOnly = true;
    }

    /**
     * Takes a single record in, as though it had been posted.
     *
     * @param record JSON with its identity in plain text
     * @return why it was refused; empty where it was accepted
     */
    public String accept(String kind, String record) {
        return post(kind, read(record)).map(Refusal::code).orElse("");
    }

    /** All that was done, in order. */
    public synchronized List<BaihangEffect> effects() {
        return List.copyOf(effects);
    }

    /** All that stands, by id, in the order in which it was added. */
    public synchronized Map<String, BaihangHolding> holdings() {
        return new LinkedHashMap<>(holdings);
    }

    // ------------------------------------------------------------------ what it is sent

    synchronized boolean strikes(BaihangFault fault) {
        int count = met.merge(fault, 1, Integer::sum);
        return faults.getOrDefault(fault, Set.of()).contains(count);
    }

    /** A single record, identity in plain text. */
    synchronized Optional<Refusal> post(String kind, JsonNode record) {
        String delivery = "POST " + record.path("reqID").asText();
        note(BaihangEffect.Kind.DELIVERY_KEPT, delivery, "", record, List.of());
        return take(delivery, kind, record);
    }

    private Optional<Refusal> take(String delivery, String kind, JsonNode record) {
        Optional<Refusal> refusal = refusal(kind, record);
        if (refusal.isPresent()) {
            note(
                    BaihangEffect.Kind.RECORD_REJECTED,
                    delivery,
                    kind,
                    record,
                    List.of(refusal.get().code()));
            return refusal;
        }
        BaihangHolding holding = new BaihangHolding(kind, record.path("reqID").asText(), subject(kind, record), record);
        holdings.put(holding.recordId(), holding);
        if (kind.equals("X2")) {
            limits.add(holding.subject());
        } else if (kind.equals("D2") || kind.equals("CL1")) {
            loans.put(holding.subject(), holding);
        }
        note(BaihangEffect.Kind.RECORD_ACCEPTED, delivery, kind, record, List.of());
        return refusal;
    }

    private Optional<Refusal> refusal(String kind, JsonNode record) {
        if (!RecordForms.knows(kind)) {
            return Optional.of(new Refusal("BH10", "", "records " + kind + " cannot be read here"));
        }
        Optional<Refusal> byItself = RecordForms.refusal(kind, record);
        return byItself.isPresent() ? byItself : byWhatStands(kind, record);
    }

    private Optional<Refusal> byWhatStands(String kind, JsonNode record) {
        String id = record.path("reqID").asText();
        String subject = subject(kind, record);
        BaihangHolding before = holdings.get(id);
        boolean adds = record.path("opCode").asText().equals("A");
        if (blocked.contains(subject)) {
            return Optional.of(new Refusal("BH99", "", "blocked by the tester"));
        }
        if (adds && before != null) {
            return Optional.of(new Refusal("BH20", "reqID", "the id is known"));
        }
        if (!adds
                && (before == null
                        || !before.record().equals(kind)
                        || !before.subject().equals(subject))) {
            return Optional.of(new Refusal("BH21", "reqID", "no such record of the loan is known"));
        }
        boolean loan = kind.equals("D2") || kind.equals("CL1");
        if (loan && adds && loans.containsKey(subject)) {
            return Optional.of(new Refusal("BH20", "loanId", "the loan is known"));
        }
        if (kind.startsWith("CL")
                && !limits.contains(record.path("creditAccntId").asText())) {
            return Optional.of(new Refusal("BH22", "creditAccntId", "the credit account is not known"));
        }
        if (kind.equals("D3") || kind.equals("CL2")) {
            BaihangHolding of = loans.get(subject);
            if (of == null || !of.record().equals(kind.equals("D3") ? "D2" : "CL1")) {
                return Optional.of(new Refusal("BH22", "loanId", "the loan is not known"));
            }
            if (!of.value("pid").equals(record.path("pid").asText())) {
                return Optional.of(new Refusal("BH23", "pid", "the loan is another person's"));
            }
        }
        return Optional.empty();
    }

    private static String subject(String kind, JsonNode record) {
        return record.path(kind.equals("X2") ? "creditAccntId" : "loanId").asText();
    }

    private void note(BaihangEffect.Kind what, String delivery, String kind, JsonNode record, List<String> codes) {
        String confirmed = record.path("statusConfirmAt").asText("");
        effects.add(new BaihangEffect(
                effects.size() + 1L,
                what,
                delivery,
                kind,
                record.path("reqID").asText(""),
                record.path("opCode").asText(""),
                subject(kind, record),
                record.path("termNo").asInt(0),
                confirmed.length() < 10 ? "" : confirmed.substring(0, 10),
                codes));
    }

    // ------------------------------------------------------------------ files

    /**
     * Takes a file in.
     *
     * @param stem its name without an ending
     * @param content opened and unpacked; null where that could not be done
     * @return the log, a line of JSON about the file and one for each refused line
     */
    synchronized String file(String stem, byte @org.jspecify.annotations.Nullable [] content) {
        Matcher name = NAME.matcher(stem);
        if (content == null) {
            return refused(stem, new Refusal("BH01", "", "the file cannot be opened"), 0);
        }
        List<String> lines = List.of(new String(content, StandardCharsets.UTF_8).split("\r\n", -1));
        int records = Math.max(0, lines.size() - 2);
        if (!name.matches() || !institutions.contains(name.group(1)) || !names.add(stem)) {
            return refused(stem, new Refusal("BH02", "", "the name is not as agreed, or was used before"), records);
        }
        String kind = name.group(2);
        boolean form = lines.size() >= 3
                && lines.get(0).equals(SECTIONS.get(kind))
                && lines.get(lines.size() - 1).isEmpty();
        if (!form || strikes(BaihangFault.REFUSE_FILE)) {
            return refused(stem, new Refusal("BH03", "", "the section is not that of " + kind), records);
        }
        note(BaihangEffect.Kind.DELIVERY_KEPT, stem, "", JSON.createObjectNode(), List.of());
        return log(stem, kind, lines.subList(1, lines.size() - 1));
    }

    private String log(String stem, String kind, List<String> records) {
        Map<Integer, Refusal> refusals = new LinkedHashMap<>();
        if (wholeFilesOnly) {
            boolean bad =
                    records.stream().anyMatch(line -> refusal(kind, read(line)).isPresent());
            for (int line = 0; bad && line < records.size(); line++) {
                JsonNode record = read(records.get(line));
                Refusal refusal =
                        refusal(kind, record).orElse(new Refusal("BH98", "", "another record of the file is wrong"));
                note(BaihangEffect.Kind.RECORD_REJECTED, stem, kind, record, List.of(refusal.code()));
                refusals.put(line + 2, refusal);
            }
            if (bad) {
                return log(stem, records.size(), refusals);
            }
        }
        for (int line = 0; line < records.size(); line++) {
            int place = line + 2;
            take(stem, kind, read(records.get(line))).ifPresent(refusal -> refusals.put(place, refusal));
        }
        return log(stem, records.size(), refusals);
    }

    private String log(String stem, int records, Map<Integer, Refusal> refusals) {
        ObjectNode head = JSON.createObjectNode()
                .put("file", stem + ".txt")
                .put("accepted", records - refusals.size() + (strikes(BaihangFault.WRONG_COUNTS) ? 1 : 0))
                .put("rejected", refusals.size());
        StringBuilder log = new StringBuilder(head + "\r\n");
        refusals.forEach(
                (line, refusal) -> log.append(answer(refusal).put("line", line)).append("\r\n"));
        return log.toString();
    }

    private static String refused(String stem, Refusal refusal, int records) {
        return answer(refusal).put("file", stem + ".txt").put("accepted", 0).put("rejected", records) + "\r\n";
    }

    static ObjectNode answer(Refusal refusal) {
        return JSON.createObjectNode()
                .put("errorCode", refusal.code())
                .put("errorMessage", refusal.message())
                .put("field", refusal.field());
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            // Has no field, so that the first one that must be there is missing.
            return JSON.createObjectNode();
        }
    }
}
