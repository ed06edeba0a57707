package org.creditconnector.registry;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.creditconnector.record.Consent;
import org.creditconnector.record.CreditRecord;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Notice;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.record.Severity;

/**
 * What the Regulation on the Credit Reporting Industry (征信业管理条例, State Council 631) asks of whoever provides information about a
 * person, the same for every recipient: consent (articles 13 and 29), a notice before negative information about a person (15), and nothing negative that
 * ended more than five years ago (16).
 *
 * @param rules begins the rule ids of its findings, e.g. {@code PBCRC}
 * @param recipient name of the registry in the source's consents
 */
public record LegalGates(String rules, String recipient) {
    private static final int YEARS_KEPT = 5;

    /** The first date of which something negative may still be told for the first time. */
    public static LocalDate oldestTold(LocalDate asOf) {
        return asOf.minusYears(YEARS_KEPT);
    }

    /**
     * What stands in the way of telling something about an account's borrower.
     *
     * @param record at or after both dates
     * @param date what is told is true for
     * @param provided the day until which consents and notices count: that of the report, or of the night that tells it
     * @param negative whether it is negative information
     * @return nothing where it may be told
     */
    public List<Finding> of(CreditRecord record, LocalDate date, LocalDate provided, boolean negative) {
        List<Finding> findings = new ArrayList<>();
        Party borrower = Borrower.of(record);
        if (borrower == null) {
            return findings;
        }
        if (!consented(record, borrower, provided)) {
            findings.add(error(
                    "CONSENT",
                    "consents",
                    "no consent of the borrower that lets " + recipient + " receive the data on " + provided
                            + ", expected a written one before anything is provided; get it, or have the source"
                            + " deliver it"));
        }
        if (negative && borrower.getKind() != PartyKind.ORGANISATION && !noticed(record, borrower, date, provided)) {
            findings.add(error(
                    "NOTICE",
                    "notices",
                    "negative information of " + date
                            + " without a notice to the borrower before it is provided; send the notice, or have the source"
                            + " deliver it"));
        }
        return findings;
    }

    private boolean consented(CreditRecord record, Party borrower, LocalDate date) {
        for (Consent consent : record.getConsents()) {
            boolean inForce = !consent.getGivenOn().isAfter(date)
                    && (consent.getWithdrawnOn() == null
                            || consent.getWithdrawnOn().isAfter(date));
            if (inForce
                    && consent.getPartyKey().equals(borrower.getPartyKey())
                    && consent.getRecipient().equals(recipient)) {
                return true;
            }
        }
        return false;
    }

    private static boolean noticed(CreditRecord record, Party borrower, LocalDate date, LocalDate provided) {
        String month = YearMonth.from(date).toString();
        for (Notice notice : record.getNotices()) {
            boolean about = notice.getMonth() == null || notice.getMonth().equals(month);
            if (about
                    && notice.getPartyKey().equals(borrower.getPartyKey())
                    && !notice.getSentOn().isAfter(provided)) {
                return true;
            }
        }
        return false;
    }

    private Finding error(String rule, String path, String message) {
        Finding finding = new Finding();
        finding.setRuleId(rules + "-" + rule);
        finding.setSeverity(Severity.ERROR);
        finding.setOrigin(FindingOrigin.RULE);
        finding.setPath(path);
        finding.setMessage(message);
        return finding;
    }
}
