package org.creditconnector.registry.pbcrc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.creditconnector.registry.pbcrc.message.Message;
import org.creditconnector.registry.pbcrc.message.OnFile;
import org.creditconnector.registry.pbcrc.message.StateChecks;

/** What the registry has on file about a subject, put together from what stands of it in the books. */
final class Shelved {
    private Shelved() {}

    /** All versions, by report date; of two of the same date the later one in the given order. */
    static OnFile of(Collection<Told> standing) {
        TreeMap<LocalDate, OnFile.Version> versions = new TreeMap<>();
        String accountType = "";
        for (Told told : standing) {
            if (!told.getAccountType().isEmpty()) {
                accountType = told.getAccountType();
            }
            versions.put(told.getReportDate(), version(told));
        }
        return new OnFile(accountType, List.copyOf(versions.values()), List.of(), List.of(), null);
    }

    private static OnFile.Version version(Told told) {
        return new OnFile.Version(
                told.getReportDate().toString(),
                told.getIdentity(),
                told.getKept().stream()
                        .map(kept -> new OnFile.Told(kept.getSegment(), kept.getFacts(), kept.getRepeated()))
                        .toList());
    }

    /** Puts down what a report will be asked for once it is on file. */
    static void keep(StateChecks checks, Message report, Told told) {
        OnFile.Version version = filed(checks, report);
        told.setIdentity(version.identity());
        told.setKept(version.segments().stream().map(Shelved::kept).toList());
    }

    /**
     * Puts down one segment as it will be after a correction.
     *
     * @param report the whole report as it would be told now
     */
    static void keepSegment(StateChecks checks, Message report, String segment, Told told) {
        without(segment, told);
        OnFile.Version version = filed(checks, report);
        List<KeptSegment> all = new ArrayList<>(told.getKept());
        version.segments().stream()
                .filter(one -> one.segment().equals(segment))
                .map(Shelved::kept)
                .forEach(all::add);
        told.setKept(all);
        if (!version.identity().isEmpty() && isBase(report, segment)) {
            told.setIdentity(version.identity());
        }
    }

    /** Takes out a segment that is deleted; answers what was given. */
    static Told without(String segment, Told told) {
        told.setKept(told.getKept().stream()
                .filter(one -> !one.getSegment().equals(segment))
                .toList());
        return told;
    }

    private static boolean isBase(Message report, String segment) {
        return report.segments().get(0).tag().equals(segment);
    }

    private static OnFile.Version filed(StateChecks checks, Message report) {
        return checks.accept(report, OnFile.NOTHING).versions().get(0);
    }

    private static KeptSegment kept(OnFile.Told told) {
        return new KeptSegment(told.segment(), told.facts(), told.repeated());
    }
}
