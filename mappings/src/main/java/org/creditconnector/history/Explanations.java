package org.creditconnector.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.creditconnector.record.Account;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.MissingReason;
import org.creditconnector.record.MissingValue;
import org.creditconnector.record.PeriodState;
import org.jspecify.annotations.Nullable;

/** The record's `missing` while months and position are being filled: every null that derivation leaves gets its reason. */
final class Explanations {
    private static final int[] EXPLAINED_FIELDS = explainedFields();
    private static final String MONTHS = "months";
    private static final String POSITION = "position";

    private final Account account;
    private final TreeMap<String, MissingReason> reasons = new TreeMap<>();

    Explanations(CreditRecord record) {
        account = record.getAccount();
        for (MissingValue missing : record.getMissing()) {
            reasons.put(missing.getPath(), missing.getReason());
        }
    }

    private static int[] explainedFields() {
        return PeriodState.getClassSchema().getFields().stream()
                .filter(field -> field.schema().isNullable() && field.getObjectProp("absentMeansNone") == null)
                .mapToInt(Schema.Field::pos)
                .toArray();
    }

    void put(String path, MissingReason reason) {
        reasons.put(path, reason);
    }

    /** The reason given for a path or for the section it is in; a list may be named with or without {@code []}. */
    @Nullable MissingReason reason(String path) {
        String section = path;
        while (true) {
            MissingReason reason = reasons.get(section);
            if (reason == null) {
                reason = section.endsWith("[]")
                        ? reasons.get(section.substring(0, section.length() - 2))
                        : reasons.get(section + "[]");
            }
            int end = section.lastIndexOf('.');
            if (reason != null || end < 0) {
                return reason;
            }
            section = section.substring(0, end);
        }
    }

    /** Explains the nulls of derived months; the lender's months are explained by whoever gave them. */
    void months(List<PeriodState> months) {
        if (months.isEmpty()) {
            return;
        }
        reasons.remove(MONTHS);
        reasons.remove(MONTHS + "[]");
        for (int field : EXPLAINED_FIELDS) {
            boolean anyNull = false;
            boolean derivedNull = false;
            for (PeriodState month : months) {
                if (month.get(field) == null) {
                    anyNull = true;
                    derivedNull |= HistoryDerivation.isDerived(month);
                }
            }
            String path = MONTHS + "[]." + name(field);
            if (!anyNull) {
                reasons.remove(path);
            } else if (derivedNull && reason(path) == null) {
                reasons.put(path, why(name(field)));
            }
        }
    }

    /** Explains the nulls of the position, or its absence. */
    void position(@Nullable PeriodState position) {
        if (position == null) {
            if (reason(POSITION) == null) {
                reasons.put(POSITION, MissingReason.UNKNOWN);
            }
            return;
        }
        reasons.remove(POSITION);
        for (int field : EXPLAINED_FIELDS) {
            String path = POSITION + "." + name(field);
            if (position.get(field) != null) {
                reasons.remove(path);
                continue;
            }
            MissingReason ofMonths = reason(MONTHS + "[]." + name(field));
            if (ofMonths != null && reason(path) == null) {
                reasons.put(path, ofMonths);
            }
        }
    }

    List<MissingValue> sorted() {
        List<MissingValue> sorted = new ArrayList<>(reasons.size());
        for (Map.Entry<String, MissingReason> entry : reasons.entrySet()) {
            sorted.add(new MissingValue(entry.getKey(), entry.getValue()));
        }
        return sorted;
    }

    private MissingReason why(String field) {
        if (field.equals("creditLimit")) {
            MissingReason ofAccount = reason("account.creditLimit");
            return ofAccount != null
                    ? ofAccount
                    : AccountHistory.isRevolving(account) ? MissingReason.UNKNOWN : MissingReason.NOT_APPLICABLE;
        }
        MissingReason ofState = field.equals("riskClass") ? reason("state.riskClass") : null;
        return ofState == null ? MissingReason.UNKNOWN : ofState;
    }

    private static String name(int field) {
        return PeriodState.getClassSchema().getFields().get(field).name();
    }
}
