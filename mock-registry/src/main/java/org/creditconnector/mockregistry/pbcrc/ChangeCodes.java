package org.creditconnector.mockregistry.pbcrc;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The codes of identifier changes, corrections and deletions of a kind of report (sections 7.4 to 7.6). Empty: no code of the kind.
 *
 * @param idEqual old and new identifier equal; the next two numbers: old not in use, new in use
 * @param content the segment is not the one that the letter names
 * @param segment the segment is not one of the account's type
 * @param base a corrected base brings other fields
 * @param unknown what is to be corrected is not on file
 * @param type the account's type differs
 * @param current dates of segments in their current view: not before the newest
 * @param base19 date of a corrected base: that of the newest
 * @param dated dates of all others: that of one on file, or later than the newest
 * @param deleteUnknown what loses a segment is not on file
 * @param noInterval an interval without dates; the next number: a reversed one
 * @param gone what is to be deleted is not on file
 */
record ChangeCodes(
        String idEqual,
        String content,
        String segment,
        String base,
        String unknown,
        String type,
        String current,
        String base19,
        String dated,
        String deleteUnknown,
        String noInterval,
        String gone) {
    private static final Map<String, ChangeCodes> ALL = Map.of(
            "210",
            new ChangeCodes(
                    "BIE000", "BMR001", "BMR005", "BMR003", "BMR007", "BMR012", "BMR009", "BMR019", "BMR021", "BSR000",
                    "BSE000", "BTE000"),
            "220",
            new ChangeCodes(
                    "BIE100", "BMR101", "", "BMR105", "BMR104", "", "BMR103", "BMR108", "BMR107", "BSR100", "BSE100",
                    "BTE100"),
            "230",
            new ChangeCodes(
                    "BIE200", "BMR201", "BMR204", "BMR212", "BMR203", "BMR205", "BMR207", "BMR208", "BMR206", "BSR200",
                    "BSE200", "BTE200"),
            "410",
            new ChangeCodes(
                    "CIR000", "CMR002", "CMR004", "CMR005", "CMR007", "CMR013", "CMR015", "CMR016", "CMR014", "CSR000",
                    "CSE000", "CTR000"),
            "420",
            new ChangeCodes(
                    "CIR100", "CMR101", "", "CMR106", "CMR104", "", "CMR107", "CMR109", "CMR108", "CSR100", "CSE100",
                    "CTR100"),
            "440",
            new ChangeCodes(
                    "CIR200", "CMR301", "CMR302", "CMR303", "CMR306", "CMR309", "CMR314", "CMR315", "CMR316", "CSR300",
                    "CSE300", "CTR300"),
            "510",
            new ChangeCodes("BIE300", "", "", "", "", "", "", "", "", "", "", "BTE300"));

    static @Nullable ChangeCodes of(String group) {
        return ALL.get(group);
    }

    /** A code some numbers further. */
    static String further(String code, int by) {
        return code.substring(0, 3)
                + String.format(java.util.Locale.ROOT, "%03d", Integer.parseInt(code.substring(3)) + by);
    }
}
