package org.creditconnector.registry.baihang;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.Verdict;

/**
 * Names of files, and what files of the log directory say. The agency's form of a log is not public; this one is ours, see
 * {@code registries/baihang/spec.md}: a line of JSON about the file, then one for each line that was refused.
 */
final class BaihangFiles implements FileProtocol {
    private static final Pattern LOG = Pattern.compile("([A-Za-z0-9]{1,40})_([A-Z0-9]{2,3})_(\\d{8})_(\\d{4})\\.log");
    /** The section is line 1. */
    private static final int LINES_BEFORE_RECORDS = 1;

    private final BaihangSettings settings;

    BaihangFiles(BaihangSettings settings) {
        this.settings = settings;
    }

    @Override
    public String fileName(SubmissionPackage manifest) {
        return Objects.requireNonNull(manifest.getFileName(), "a package of this profile has a name");
    }

    @Override
    public String plainName(SubmissionPackage manifest) {
        String name = fileName(manifest);
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)) + ".txt";
    }

    @Override
    public boolean isFeedback(String fileName) {
        Matcher log = LOG.matcher(fileName);
        return log.matches() && log.group(1).equals(settings.institution());
    }

    @Override
    public List<FeedbackPage.Entry> readFeedback(String fileName, byte[] content) {
        String raw = new String(content, StandardCharsets.UTF_8);
        try {
            return List.of(new FeedbackPage.Entry(fileName, raw, read(fileName, raw), null));
        } catch (UnreadableAnswerException e) {
            return List.of(new FeedbackPage.Entry(fileName, raw, null, "the log " + fileName + ": " + e.getMessage()));
        }
    }

    private Feedback read(String fileName, String raw) {
        List<String> lines = raw.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new UnreadableAnswerException("it is empty, expected a line about the file");
        }
        JsonNode head = json(1, lines.get(0));
        String stem = fileName.substring(0, fileName.length() - ".log".length());
        if (!head.path("file").asText().equals(stem + ".txt")) {
            throw new UnreadableAnswerException("its first line is about another file, expected " + stem + ".txt");
        }
        boolean refused = head.hasNonNull("errorCode");
        int accepted = count(head, "accepted");
        int rejected = count(head, "rejected");
        List<ItemVerdict> verdicts = new ArrayList<>();
        Set<Integer> places = new HashSet<>();
        for (int line = 2; line <= lines.size(); line++) {
            JsonNode error = json(line, lines.get(line - 1));
            int place = count(error, "line") - LINES_BEFORE_RECORDS;
            if (place < 1 || !places.add(place)) {
                throw new UnreadableAnswerException(
                        "its line " + line + " names no record, or one that another line names");
            }
            verdicts.add(new ItemVerdict("", Verdict.REJECTED, List.of(Answers.finding(error)), place));
        }
        if (refused ? accepted != 0 || !verdicts.isEmpty() : verdicts.size() != rejected) {
            throw new UnreadableAnswerException("it counts " + accepted + " accepted and " + rejected
                    + " rejected records and names " + verdicts.size());
        }
        return new Feedback(
                fileName,
                "",
                null,
                refused
                        ? PackageOutcome.REJECTED
                        : rejected == 0 ? PackageOutcome.ACCEPTED : PackageOutcome.PARTLY_ACCEPTED,
                accepted,
                rejected,
                List.of(),
                refused ? List.<RegistryFinding>of(Answers.finding(head)) : List.of(),
                verdicts,
                stem + settings.ending(),
                refused ? Verdict.REJECTED : Verdict.ACCEPTED);
    }

    private static JsonNode json(int line, String text) {
        try {
            JsonNode node = RecordForm.JSON.readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UnreadableAnswerException("its line " + line + " is no JSON");
        }
        throw new UnreadableAnswerException("its line " + line + " is no JSON object");
    }

    private static int count(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isInt() || value.intValue() < 0) {
            throw new UnreadableAnswerException("field " + field + " is missing or no count");
        }
        return value.intValue();
    }
}
