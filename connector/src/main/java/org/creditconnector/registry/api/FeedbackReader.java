package org.creditconnector.registry.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.UnreadableAnswerException;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.registry.ForeignText;
import org.jspecify.annotations.Nullable;

/** One feedback of the OpenAPI in the connector's words. Fields a newer registry adds are passed over. */
final class FeedbackReader {
    private FeedbackReader() {}

    /** @throws UnreadableAnswerException when it is not as published or contradicts itself */
    static Feedback read(JsonNode node) {
        Feedback feedback = new Feedback();
        feedback.setFeedbackId(AnswerJson.text(node, "feedbackId"));
        feedback.setPackageId(AnswerJson.text(node, "packageId"));
        feedback.setCreatedAt(AnswerJson.text(node, "createdAt"));
        feedback.setOutcome(AnswerJson.choice(node, "outcome", PackageOutcome.class));
        feedback.setAccepted(AnswerJson.count(node, "accepted"));
        feedback.setRejected(AnswerJson.count(node, "rejected"));
        feedback.setTotals(AnswerJson.totals(node.get("totals")));
        feedback.setFindings(findings(node.get("findings")));
        feedback.setVerdicts(verdicts(node.get("items")));
        checkAgainstItself(feedback);
        return feedback;
    }

    private static List<ItemVerdict> verdicts(@Nullable JsonNode items) {
        if (items == null || !items.isArray()) {
            throw new UnreadableAnswerException("field items is missing or no list");
        }
        List<ItemVerdict> verdicts = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            verdicts.add(new ItemVerdict(
                    AnswerJson.text(item, "itemId"),
                    AnswerJson.choice(item, "verdict", Verdict.class),
                    findings(item.get("findings")),
                    null));
        }
        return verdicts;
    }

    private static List<RegistryFinding> findings(@Nullable JsonNode list) {
        List<RegistryFinding> findings = new ArrayList<>();
        if (list == null || list.isNull()) {
            return findings;
        }
        if (!list.isArray()) {
            throw new UnreadableAnswerException("field findings is no list");
        }
        for (JsonNode finding : list) {
            findings.add(new RegistryFinding(
                    ForeignText.shown(AnswerJson.text(finding, "code")),
                    isWarning(finding),
                    ForeignText.shown(finding.path("field").asText("")),
                    ForeignText.shown(finding.path("message").asText("")),
                    false));
        }
        return findings;
    }

    private static boolean isWarning(JsonNode finding) {
        return finding.path("severity").asText("error").equals("warning");
    }

    /**
     * What contradicts itself is read by nobody: a person looks at it. Counts that differ from the verdicts are for the ledger to
     * judge, because a person may pass over them.
     */
    private static void checkAgainstItself(Feedback feedback) {
        Set<String> seen = new HashSet<>();
        for (ItemVerdict verdict : feedback.getVerdicts()) {
            if (!seen.add(verdict.getItemId())) {
                throw new UnreadableAnswerException(
                        "item " + ForeignText.shown(verdict.getItemId()) + " has two verdicts in one feedback");
            }
        }
        boolean fits = switch (feedback.getOutcome()) {
            case ACCEPTED -> feedback.getRejected() == 0;
            case REJECTED -> feedback.getAccepted() == 0;
            case PARTLY_ACCEPTED -> true;
        };
        if (!fits) {
            throw new UnreadableAnswerException("outcome " + feedback.getOutcome() + " does not fit "
                    + feedback.getAccepted() + " accepted and " + feedback.getRejected() + " rejected items");
        }
    }
}
