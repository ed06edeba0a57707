package org.creditconnector.mockregistry.pbcrc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.creditconnector.mockregistry.pbcrc.PbcrcEffect.Kind;
import org.creditconnector.mockregistry.pbcrc.PbcrcFeedbackFile.Answered;
import org.creditconnector.mockregistry.pbcrc.PbcrcFeedbackFile.Refused;
import org.jspecify.annotations.Nullable;

/**
 * The central bank's second-generation registry, as far as its published rules describe it: takes files, judges them, keeps what it
 * loads and answers with feedback files. No I/O and no clock: the time of a feedback is that of the file it answers. Thread-safe.
 *
 * <p>Everything in it is its own reading of the rules: it shares neither code nor tables with whoever reports to it.
 */
public final class PbcrcRegistry {
    /** Most errors of a record that a feedback tells (section 7.1). */
    private static final int MOST_ERRORS = 5;

    private static final String VERSION = "2.0.0";
    private static final String WRAPPED = ".enc";

    private final Map<String, Set<String>> branches;
    private Judge judge;
    private final Set<String> usedNames = new HashSet<>();
    private final List<PbcrcEffect> effects = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private PbcrcScenario scenario = PbcrcScenario.ALL_WELL;
    private @Nullable PbcrcWrapping wrapping;
    private final Set<String> blocked = new HashSet<>();
    private boolean wholeFilesOnly;
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
        this.branches = Map.copyOf(branches);
        judge = new Judge(this.branches);
    }

    /** A registry that knows one provider without other branches. */
    public static PbcrcRegistry of(String provider) {
        return new PbcrcRegistry(Map.of(provider, Set.of()));
    }

    /**
     * Behaves as a page says from now on; its faults count files and records from here.
     *
     * @throws org.creditconnector.mockregistry.ScenarioException with all problems of the page
     */
    public synchronized void scenarioPage(String yaml) {
        scenarioPage("page", yaml);
    }

    synchronized void scenarioPage(String file, String yaml) {
        scenario = PbcrcScenario.read(file, yaml);
        filesOfPage = 0;
        recordsOfPage = 0;
    }

    /** Forgets all that ever came, the page, and what is blocked; the wrapping stays. */
    public synchronized void reset() {
        judge = new Judge(branches);
        usedNames.clear();
        effects.clear();
        waiting.clear();
        blocked.clear();
        wholeFilesOnly = false;
        scenario = PbcrcScenario.ALL_WELL;
        filesOfPage = 0;
        recordsOfPage = 0;
        looks = 0;
    }

    /** Undoes this wrapping of files that end in {@code .enc} from now on, and does it to their answers. */
    public synchronized void wrapping(PbcrcWrapping agreed) {
        wrapping = agreed;
    }

    /**
     * From now on refuses what it hears about these, and about nothing else, as though their branch were unknown (ABE003).
     *
     * @param subjects as effects name them, e.g. {@code 210/Z99999999H0001LN1}
     */
    public synchronized void block(Set<String> subjects) {
        blocked.clear();
        blocked.addAll(subjects);
    }

    /** From now on a file in which something blocked is told of is refused as a whole (ABF002). */
    public synchronized void takeWholeFilesOnly() {
        wholeFilesOnly = true;
    }

    /** Takes a file in and judges it. A name of which no feedback can be made is refused without one. */
    public synchronized void receive(PbcrcFile submitted) {
        filesOfPage++;
        Submission file = opened(submitted);
        SubmissionName name = file.name();
        List<Refusal> refusal = ofFile(submitted.name(), file);
        if (!refusal.isEmpty() || name == null) {
            List<String> codes = refusal.stream().map(Refusal::code).toList();
            note(Kind.FILE_REFUSED, submitted.name(), 0, name == null ? "" : name.type(), "", "", "", codes);
            if (name != null) {
                answer(PbcrcFeedbackFile.ofFile(
                        answered(name, file), file.lines().size(), refusal));
            }
            return;
        }
        note(Kind.FILE_READ, name.text(), 0, name.type(), "", "", "", List.of());
        Set<String> keys = new HashSet<>();
        List<Refused> refused = new ArrayList<>();
        int line = 1;
        for (String text : file.lines()) {
            line++;
            List<Refusal> wrong = record(file, name, line, text, keys);
            if (!wrong.isEmpty()) {
                refused.add(new Refused(line, wrong, text));
            }
        }
        answer(PbcrcFeedbackFile.ofRecords(answered(name, file), file.lines().size(), refused));
    }

    /** What ends in {@code .enc} was packed or enciphered, what ends in {@code .txt} is plain. */
    private Submission opened(PbcrcFile submitted) {
        if (!submitted.name().endsWith(WRAPPED)) {
            return Submission.read(submitted);
        }
        if (wrapping == null) {
            return Submission.closed(submitted.name(), "ABF000");
        }
        try {
            return Submission.read(new PbcrcFile(submitted.name(), wrapping.undo(submitted.content())));
        } catch (WrappedWrongException e) {
            return Submission.closed(submitted.name(), e.code());
        }
    }

    private List<Refusal> ofFile(String name, Submission file) {
        List<Refusal> codes = new ArrayList<>();
        if (!usedNames.add(name)) {
            codes.add(Refusal.of("ABF009"));
        }
        if (file.name() != null && !judge.knows(file.name().provider())) {
            codes.add(Refusal.of("ABN004"));
        }
        if (file.name() != null && !judge.knowsType(file.name().type())) {
            codes.add(Refusal.of("ABN003"));
        }
        codes.addAll(file.refusals());
        boolean struck =
                scenario.strikes(PbcrcFault.REFUSE_FILE, filesOfPage) || (wholeFilesOnly && tellsOfBlocked(file));
        if (codes.isEmpty() && struck) {
            codes.add(Refusal.of("ABF002"));
        }
        return codes.stream().distinct().toList();
    }

    private boolean tellsOfBlocked(Submission file) {
        SubmissionName name = file.name();
        return name != null
                && file.lines().stream()
                        .map(line ->
                                judge.judge(file, name, line, new HashSet<>()).subject())
                        .anyMatch(blocked::contains);
    }

    private static Answered answered(SubmissionName name, Submission file) {
        SubmissionHeader header = file.header();
        return new Answered(
                name.text(),
                header == null ? VERSION : header.version(),
                header == null ? name.day() + "000000" : header.madeAt());
    }

    // ------------------------------------------------------------------ records

    private List<Refusal> record(Submission file, SubmissionName name, int line, String text, Set<String> keys) {
        recordsOfPage++;
        Judge.Judged judged = judge.judge(file, name, text, keys);
        List<Refusal> wrong = judged.refusals();
        if (wrong.isEmpty()
                && (scenario.strikes(PbcrcFault.UNKNOWN_BRANCH, recordsOfPage) || blocked.contains(judged.subject()))) {
            wrong = List.of(new Refusal("ABE003", "MngmtOrgCode"));
        }
        Entry entry = judged.entry();
        if (wrong.isEmpty() && entry != null) {
            judge.load(entry);
        }
        List<Refusal> told = wrong.subList(0, Math.min(MOST_ERRORS, wrong.size()));
        note(
                told.isEmpty() ? Kind.RECORD_LOADED : Kind.RECORD_REFUSED,
                name.text(),
                line,
                name.type(),
                judged.subject(),
                entry == null ? "" : entry.text("RptDate"),
                entry == null ? "" : point(entry),
                told.stream().map(Refusal::code).toList());
        return told;
    }

    private static String point(Entry entry) {
        for (String tag : List.of("RptDateCode", "MdfcSgmtCode", "DelSgmtCode", "OpetnType")) {
            if (!entry.text(tag).isEmpty()) {
                return entry.text(tag);
            }
        }
        return "";
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
        if (wrapping != null && told.name().endsWith(WRAPPED)) {
            told = new PbcrcFile(told.name(), wrapping.wrap(told.name(), told.content()));
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
        Map<String, PbcrcHolding> all = judge.holdings();
        return Optional.ofNullable(all.getOrDefault("210/" + account, all.get("410/" + account)));
    }

    /** All that stands, by report record and identifier. */
    public synchronized Map<String, PbcrcHolding> holdings() {
        return judge.holdings();
    }
}
