package org.creditconnector.mockregistry;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.mockregistry.PbcrcEffect.Kind;
import org.creditconnector.registry.pbcrc.message.FileHeader;
import org.creditconnector.registry.pbcrc.message.FileName;
import org.creditconnector.registry.pbcrc.message.Hit;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.MessageChecks;
import org.creditconnector.registry.pbcrc.message.MessageFile;
import org.creditconnector.registry.pbcrc.message.MessageFileReader;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.ParsedLine;
import org.creditconnector.registry.pbcrc.message.StateChecks;
import org.creditconnector.registry.pbcrc.message.SubjectKey;
import org.jspecify.annotations.Nullable;

/**
 * The central bank's second-generation registry, as far as its published rules describe it: takes files, judges them, keeps what it
 * loads and answers with feedback files. No I/O and no clock: the time of a feedback is that of the file it answers. Thread-safe.
 *
 * <p>Names, tables, what stands and the feedback are its own reading of the rules; the rules of records and the data pack are those of
 * the connector's format layer.
 */
public final class PbcrcRegistry {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);
    private static final String NO_TAG = "0000";

    private final MessagePack pack = MessagePack.shipped();
    private final MessageFileReader reader = new MessageFileReader(pack);
    private final StateChecks state = new StateChecks(pack);
    private final Map<String, MessageChecks> checks = new HashMap<>();
    private final Set<String> usedNames = new HashSet<>();
    private final Map<String, OnFile> onFile = new HashMap<>();
    private final PbcrcShelf shelf = new PbcrcShelf();
    private final List<PbcrcEffect> effects = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private PbcrcScenario scenario = PbcrcScenario.ALL_WELL;
    private long filesOfPage;
    private long recordsOfPage;
    private long looks;

    private record Waiting(PbcrcFile file, long atLook) {}

    /**
     * A registry that holds nothing.
     *
     * @param branches the branches of each provider, both as section codes of 14 characters; a provider is a branch of its own
     */
    public PbcrcRegistry(Map<String, Set<String>> branches) {
        branches.forEach((provider, theirs) -> checks.put(
                provider,
                new MessageChecks(
                        pack, branch -> branch.equals(provider) || theirs.contains(branch), PbcrcNumbers::obeys)));
    }

    /** A registry that knows one provider without other branches. */
    public static PbcrcRegistry of(String provider) {
        return new PbcrcRegistry(Map.of(provider, Set.of()));
    }

    /**
     * Behaves as a page says from now on; its faults count files and records from here.
     *
     * @throws ScenarioException with all problems of the page
     */
    public synchronized void scenarioPage(String yaml) {
        scenarioPage("page", yaml);
    }

    synchronized void scenarioPage(String file, String yaml) {
        scenario = PbcrcScenario.read(file, yaml);
        filesOfPage = 0;
        recordsOfPage = 0;
    }

    /** Takes a file in and judges it. A name of which no feedback can be made is refused without one. */
    public synchronized void receive(PbcrcFile submitted) {
        filesOfPage++;
        MessageFile file = reader.read(submitted.name(), submitted.content());
        List<PbcrcFeedbackFile.Code> refusal = ofFile(submitted.name(), file);
        FileName name = file.name();
        if (!refusal.isEmpty()) {
            List<String> codes =
                    refusal.stream().map(PbcrcFeedbackFile.Code::code).toList();
            note(Kind.FILE_REFUSED, submitted.name(), 0, name == null ? "" : name.record(), "", "", "", codes);
            if (name != null && name.flag() == FileName.SUBMISSION) {
                answer(PbcrcFeedbackFile.ofFile(
                        answered(name, file), file.lines().size(), refusal));
            }
            return;
        }
        if (name == null || file.header() == null) {
            throw new IllegalStateException("a file without name or header has a code");
        }
        note(Kind.FILE_READ, name.text(), 0, name.record(), "", "", "", List.of());
        List<PbcrcFeedbackFile.Refused> refused = new ArrayList<>();
        for (MessageFile.Line line : file.lines()) {
            List<PbcrcFeedbackFile.Code> codes = judge(name, file, line, file.header());
            if (!codes.isEmpty()) {
                refused.add(new PbcrcFeedbackFile.Refused(line.number(), codes, line.text()));
            }
        }
        answer(PbcrcFeedbackFile.ofRecords(answered(name, file), file.lines().size(), refused));
    }

    private List<PbcrcFeedbackFile.Code> ofFile(String name, MessageFile file) {
        List<PbcrcFeedbackFile.Code> codes = new ArrayList<>();
        if (!usedNames.add(name)) {
            codes.add(new PbcrcFeedbackFile.Code("ABF009", NO_TAG));
        }
        if (file.name() != null && !checks.containsKey(file.name().provider())) {
            codes.add(new PbcrcFeedbackFile.Code("ABN004", NO_TAG));
        }
        file.hits().stream()
                .filter(hit -> hit.line() == 0)
                .map(hit -> new PbcrcFeedbackFile.Code(hit.code(), hit.tag()))
                .distinct()
                .forEach(codes::add);
        if (codes.isEmpty() && scenario.strikes(PbcrcFault.REFUSE_FILE, filesOfPage)) {
            codes.add(new PbcrcFeedbackFile.Code("ABF002", NO_TAG));
        }
        return codes;
    }

    private PbcrcFeedbackFile.Answered answered(FileName name, MessageFile file) {
        FileHeader header = file.header();
        return new PbcrcFeedbackFile.Answered(
                name.text(),
                header == null ? pack.head().version() : header.version(),
                header == null ? TIME.format(name.createdOn().atStartOfDay()) : TIME.format(header.createdAt()));
    }

    // ------------------------------------------------------------------ records

    private List<PbcrcFeedbackFile.Code> judge(
            FileName name, MessageFile file, MessageFile.Line line, FileHeader header) {
        recordsOfPage++;
        List<Hit> hits = new ArrayList<>(
                file.hits().stream().filter(hit -> hit.line() == line.number()).toList());
        Message message = line.parsed() instanceof ParsedLine.Read read ? read.message() : null;
        String subject = message == null ? null : SubjectKey.of(pack, message);
        MessageChecks rules = checks.get(name.provider());
        if (message != null && rules != null && hits.isEmpty()) {
            hits.addAll(rules.check(message, header));
        }
        if (message != null && subject != null && hits.isEmpty()) {
            hits.addAll(state.check(message, filed(subject), filed(SubjectKey.changedTo(pack, message))));
        }
        List<PbcrcFeedbackFile.Code> codes = new ArrayList<>();
        hits.stream()
                .limit(pack.head().errorsPerRecord())
                .forEach(hit -> codes.add(new PbcrcFeedbackFile.Code(hit.code(), hit.tag())));
        if (codes.isEmpty() && scenario.strikes(PbcrcFault.UNKNOWN_BRANCH, recordsOfPage)) {
            codes.add(new PbcrcFeedbackFile.Code("ABE003", "MngmtOrgCode"));
        }
        if (codes.isEmpty() && (message == null || subject == null)) {
            codes.add(new PbcrcFeedbackFile.Code("ABR006", NO_TAG));
        }
        if (codes.isEmpty() && message != null && subject != null) {
            load(message, subject);
        }
        note(
                codes.isEmpty() ? Kind.RECORD_LOADED : Kind.RECORD_REFUSED,
                name.text(),
                line.number(),
                name.record(),
                subject == null ? "" : subject,
                message == null ? "" : text(message, "RptDate"),
                message == null ? "" : point(message),
                codes.stream().map(PbcrcFeedbackFile.Code::code).toList());
        return codes;
    }

    private OnFile filed(@Nullable String subject) {
        return subject == null ? OnFile.NOTHING : onFile.getOrDefault(subject, OnFile.NOTHING);
    }

    private void load(Message message, String subject) {
        OnFile after = state.accept(message, filed(subject));
        String changedTo = SubjectKey.changedTo(pack, message);
        if (changedTo == null) {
            onFile.put(subject, after);
        } else {
            onFile.put(changedTo, after);
            onFile.put(subject, state.movedAway(changedTo));
        }
        shelf.take(message, subject, changedTo);
    }

    private static String point(Message message) {
        for (String tag : List.of("RptDateCode", "MdfcSgmtCode", "DelSgmtCode", "OpetnType")) {
            String value = message.value(tag);
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    private static String text(Message message, String tag) {
        String value = message.value(tag);
        return value == null ? "" : value;
    }

    private void note(
            Kind kind,
            String file,
            int line,
            String record,
            String subject,
            String reportDate,
            String point,
            List<String> codes) {
        effects.add(new PbcrcEffect(effects.size() + 1L, kind, file, line, record, subject, reportDate, point, codes));
    }

    // ------------------------------------------------------------------ feedback

    private void answer(PbcrcFile feedback) {
        if (scenario.strikes(PbcrcFault.FEEDBACK_LOST, filesOfPage)) {
            return;
        }
        PbcrcFile told = feedback;
        if (scenario.strikes(PbcrcFault.WRONG_COUNTS, filesOfPage)) {
            told = PbcrcFeedbackFile.miscounted(told);
        }
        if (scenario.strikes(PbcrcFault.TRUNCATED_FEEDBACK, filesOfPage)) {
            told = PbcrcFeedbackFile.truncated(told);
        }
        long first = looks + 1 + scenario.looks(filesOfPage);
        waiting.add(new Waiting(told, first));
        if (scenario.strikes(PbcrcFault.FEEDBACK_TWICE, filesOfPage)) {
            waiting.add(new Waiting(told, first + 1));
        }
    }

    /** Looks for feedback: what is there for the first time, in the order of the files it answers. */
    public synchronized List<PbcrcFile> feedback() {
        looks++;
        List<PbcrcFile> there = new ArrayList<>();
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting one = all.next();
            if (one.atLook() <= looks) {
                there.add(one.file());
                all.remove();
            }
        }
        return there;
    }

    /** Makes all feedback that waits be there at the next look; answers how many files. */
    public synchronized int release() {
        waiting.replaceAll(one -> new Waiting(one.file(), 0));
        return waiting.size();
    }

    // ------------------------------------------------------------------ what a test asks

    /** Everything that happened, in order. */
    public synchronized List<PbcrcEffect> effects() {
        return List.copyOf(effects);
    }

    /** What stands of the account with this business identifier, provider's code included. */
    public synchronized Optional<PbcrcHolding> holdings(String account) {
        Map<String, PbcrcHolding> all = shelf.holdings();
        return Optional.ofNullable(all.getOrDefault("210/" + account, all.get("410/" + account)));
    }

    /** All that stands, by report record and identifier. */
    public synchronized Map<String, PbcrcHolding> holdings() {
        return shelf.holdings();
    }
}
