package org.creditconnector.mockregistry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes the contract's Feedback of a judged package. */
final class Verdicts {
    private Verdicts() {}

    static ObjectNode feedback(KeptPackage kept) {
        var totals = new Totals();
        int rejected = 0;
        ArrayNode items = Json.MAPPER.createArrayNode();
        for (KeptPackage.KeptItem item : kept.items) {
            ObjectNode node = items.addObject().put("itemId", item.item.itemId());
            node.put("verdict", item.rejected() ? "rejected" : "accepted");
            if (item.findings != null) {
                Json.putFindings(node, item.findings);
            }
            if (item.rejected()) {
                rejected++;
            } else {
                totals.add(item.item.figures());
            }
        }
        int accepted = kept.items.size() - rejected;
        ObjectNode feedback = Json.object().put("feedbackId", kept.feedbackId).put("packageId", kept.packageId);
        feedback.put("createdAt", String.valueOf(kept.judgedAt));
        feedback.put("outcome", outcome(kept, accepted, rejected));
        feedback.put("accepted", accepted).put("rejected", rejected);
        feedback.set("totals", totals.json());
        Json.putFindings(feedback, kept.content.faults());
        feedback.set("items", items);
        return feedback;
    }

    private static String outcome(KeptPackage kept, int accepted, int rejected) {
        if (!kept.content.faults().isEmpty() || (rejected > 0 && accepted == 0)) {
            return "rejected";
        }
        return rejected == 0 ? "accepted" : "partly-accepted";
    }
}
