package org.creditconnector.registry.pbcrc.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message is about, so that reports, corrections and deletions of one thing meet. */
public final class SubjectKey {
    /** Report record of the deletions that carry an identity instead of a business identifier. */
    private static final Map<String, String> DELETIONS = Map.of("114", "110", "134", "130", "314", "310");

    /** The three marks of a person or enterprise with the source of the information; names differ by record. */
    private static final List<List<String>> MARKS = List.of(
            List.of("InfSurcCode", "Name", "IDType", "IDNum", "OthName", "OthIDType", "OthIDNum"),
            List.of(
                    "InfSurcCode",
                    "EntName",
                    "EntCertType",
                    "EntCertNum",
                    "AssoEntName",
                    "AssoEntCertType",
                    "AssoEntCertNum",
                    "AssoType"));

    private static final List<String> IDS =
            List.of("AcctCode", "ContractCode", "CcCode", "GuarMcCode", "ModRecCode", "DelRecCode", "OdBnesCode");

    private SubjectKey() {}

    /**
     * Report record and business identifier, e.g. {@code 210/Z9…}; for persons and enterprises report record and a digest of their marks.
     *
     * @return null when the message does not say what it is about
     */
    public static @Nullable String of(MessagePack pack, Message message) {
        RecordLayout layout = pack.record(message.record());
        String report = DELETIONS.getOrDefault(
                message.record(), layout.kind() == RecordKind.REPORT ? message.record() : layout.ruleGroup());
        for (String tag : IDS) {
            String id = message.value(tag);
            if (id != null) {
                return report + "/" + id;
            }
        }
        for (List<String> marks : MARKS) {
            StringBuilder text = new StringBuilder();
            for (String tag : marks) {
                String value = message.value(tag);
                if (value != null) {
                    text.append(value).append('\u001f');
                }
            }
            // An information source alone is nobody.
            if (message.value(marks.get(1)) != null) {
                return report + "/" + Filing.digest(text.toString());
            }
        }
        return null;
    }

    /** The key that an identifier change leads to; null when the message is none. */
    public static @Nullable String changedTo(MessagePack pack, Message message) {
        String id = message.value("NwBnesCode");
        return id == null ? null : pack.record(message.record()).ruleGroup() + "/" + id;
    }
}
