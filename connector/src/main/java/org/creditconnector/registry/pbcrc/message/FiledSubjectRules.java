package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.registry.pbcrc.message.Book.Check;
import org.creditconnector.registry.pbcrc.message.Book.Out;

/** Basic information, documents, relations and collateral: nothing older than what is on file, nothing deleted that is not. */
final class FiledSubjectRules {
    private static final String UPDATED = "UpDate";

    private FiledSubjectRules() {}

    static void register(StateBook book) {
        book.add("110", "BBR002", FiledSubjectRules::olderOrStale);
        book.add("310", "CBR003", FiledSubjectRules::olderOrStale);
        book.add("130", "BOR000", FiledSubjectRules::older);
        book.add("140", "BPR000", FiledSubjectRules::older);
        book.add("350", "CFR000", FiledSubjectRules::older);
        book.add("510", "BPR002", FiledSubjectRules::older);
        book.add("110", "BDE000", deletion("110"));
        book.add("110", "BDE001", deletion("130"));
        book.add("310", "CDR000", deletion("310"));
        book.add("310", "CBR004", (f, out) -> {
            for (OnFile.Version version : f.filed().versions()) {
                String filed = version.fact("BsSgmt", "OrgType");
                if (f.isReport() && filed != null && !filed.equals(f.text("OrgType"))) {
                    out.hit("BsSgmt", "OrgType");
                }
            }
        });
    }

    private static Check<StateFacts> deletion(String reported) {
        return (f, out) -> {
            if (f.kind() == RecordKind.DELETION
                    && f.reported().type().equals(reported)
                    && f.filed().isUnknown()) {
                out.hit(Segment.ITSELF, "IDNum");
            }
        };
    }

    private static void older(StateFacts f, Out out) {
        if (f.isReport() && f.date().compareTo(f.newestDate()) < 0) {
            out.hit(f.anchor(), "RptDate");
        }
    }

    private static void olderOrStale(StateFacts f, Out out) {
        older(f, out);
        if (!f.isReport()) {
            return;
        }
        for (Segment segment : f.message().segments()) {
            for (Part part : segment.parts()) {
                if (!(part instanceof Field field) || !field.tag().endsWith(UPDATED)) {
                    continue;
                }
                boolean stale = f.filed().versions().stream()
                        .map(version -> version.fact(segment.tag(), field.tag()))
                        .anyMatch(filed -> filed != null && filed.compareTo(field.value()) > 0);
                if (stale) {
                    out.hit(segment.tag(), field.tag());
                }
            }
        }
    }
}
