package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.Book.Out;
import org.creditconnector.registry.pbcrc.message.OnFile.Version;

/** Dates and balances that may not run backwards between neighbouring versions. */
final class FiledOrderRules {
    private static final String STATE = "ActLbltyInfSgmt";

    private FiledOrderRules() {}

    static void register(StateBook book) {
        List<String> performance = List.of("AcctMthlyBlgInfSgmt", "AcctDbtInfSgmt");
        List<String> enterprise = List.of(STATE);
        List<String> guarantee = List.of("GuarRltRepymtInfSgmt");
        both(book, "210", "BLR022", "BMR011", performance, "FiveCateAdjDate");
        both(book, "410", "CLR024", "CMR019", enterprise, "FiveCateAdjDate");
        both(book, "410", "CLR025", "CMR008", enterprise, "LatRpyDate");
        both(book, "410", "CLR026", "CMR009", enterprise, "LatAgrrRpyDate");
        both(book, "410", "CLR027", "CMR010", enterprise, "NxtAgrrRpyDate");
        both(book, "440", "CAR005", "CMR311", guarantee, "FiveCateAdjDate");
        book.add("410", "CLR023", ascending(RecordKind.REPORT, enterprise, "BalChgDate"));
        book.add("230", "BAR004", ascending(RecordKind.REPORT, guarantee, "FiveCateAdjDate"));
        CodeList stages = book.pack().codes("staged-drawdown");
        book.add("410", "CLR029", (f, out) -> balance(f, stages, out));
    }

    private static void both(
            StateBook book, String group, String report, String correction, List<String> segments, String tag) {
        book.add(group, report, ascending(RecordKind.REPORT, segments, tag));
        book.add(group, correction, ascending(RecordKind.CORRECTION, segments, tag));
    }

    private static Check<StateFacts> ascending(RecordKind kind, List<String> segments, String tag) {
        return (f, out) -> {
            if (f.kind() != kind) {
                return;
            }
            for (String segment : segments) {
                Parts parts = f.content(segment);
                String value = parts == null ? null : parts.value(tag);
                if (value == null) {
                    continue;
                }
                boolean backwards = segments.stream()
                                .flatMap(s -> f.neighbours(s, tag, true).stream())
                                .anyMatch(before -> before.compareTo(value) > 0)
                        || segments.stream()
                                .flatMap(s -> f.neighbours(s, tag, false).stream())
                                .anyMatch(after -> after.compareTo(value) < 0);
                if (backwards) {
                    out.hit(segment, tag);
                }
            }
        };
    }

    /** The balance of an enterprise's account only falls, except R1 and D1 paid out in parts as one account. */
    private static void balance(StateFacts f, CodeList stages, Out out) {
        Parts state = f.content(STATE);
        long balance = Facts.number(state, "AcctBal");
        if (!f.isReport() || balance < 0 || f.accountType().equals("R1") || isStaged(f, stages)) {
            return;
        }
        boolean rises = f.neighbours(STATE, "AcctBal", true).stream()
                        .anyMatch(before -> Facts.number(before) >= 0 && Facts.number(before) < balance)
                || f.neighbours(STATE, "AcctBal", false).stream().anyMatch(after -> Facts.number(after) > balance);
        if (rises) {
            out.hit(STATE, "AcctBal");
        }
    }

    private static boolean isStaged(StateFacts f, CodeList stages) {
        if (stages.role(f.text("Flag"), null).equals("one-account")) {
            return true;
        }
        for (Version version : f.filed().versions()) {
            if (stages.role(version.fact("AcctBsInfSgmt", "Flag"), null).equals("one-account")) {
                return true;
            }
        }
        return false;
    }
}
