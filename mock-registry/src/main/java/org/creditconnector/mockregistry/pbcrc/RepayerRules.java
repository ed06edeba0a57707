package org.creditconnector.mockregistry.pbcrc;

import java.util.List;
import java.util.Set;

/** Rules of those who answer for a debt beside its debtor: category and kind of document, amount, joint guarantee, not the debtor. */
final class RepayerRules {
    private static final Set<String> ORGANISATION = Set.of("10", "20", "30");
    private static final Set<String> PERSON = Set.of("1", "2", "5", "6", "8", "9", "10", "20", "A", "B", "C", "X", "0");

    private RepayerRules() {}

    /** Whether the kind of document is one of the category (1 a person, 2 an organisation). */
    static boolean matches(String category, String kind) {
        return kind.isEmpty()
                || (category.equals("2")
                        ? ORGANISATION.contains(kind)
                        : !category.equals("1") || PERSON.contains(kind));
    }

    /** Whether kind and number of a document are those of the one whom the record is about; the name may be spelt otherwise. */
    static boolean same(Entry entry, Tagged one, String kind, String number) {
        return !one.value(number).isEmpty() && entry.document().equals(List.of(one.value(kind), one.value(number)));
    }

    static void lending(Entry entry, String letter, Refusals found) {
        for (Tagged one : entry.groups(letter)) {
            boolean guarantor = Set.of("2", "3").contains(one.value("ArlpType"));
            found.when(!matches(one.value("InfoIDType"), one.value("ArlpCertType")), "BLE032", "ArlpCertType");
            found.when(same(entry, one, "ArlpCertType", "ArlpCertNum"), "BLE041", "ArlpCertNum");
            found.when(guarantor && one.value("ArlpAmt").isEmpty(), "BLE003", "ArlpAmt");
            for (String tag : List.of("WartySign", "MaxGuarMcc")) {
                found.when(guarantor && one.value(tag).isEmpty(), "BLE048", tag);
            }
        }
    }

    static void enterprise(Entry entry, String letter, Refusals found) {
        for (Tagged one : entry.groups(letter)) {
            String role = one.value("ArlpType");
            boolean guarantor = Set.of("2", "6").contains(role);
            found.when(!matches(one.value("ArlpIDType"), one.value("ArlpCertType")), "CLE008", "ArlpCertType");
            found.when(same(entry, one, "ArlpCertType", "ArlpCertNum"), "CLE030", "ArlpCertNum");
            found.when(role.equals("1") != one.value("ArlpAmt").isEmpty(), "CLE006", "ArlpAmt");
            for (String tag : List.of("WartySign", "MaxGuarMcc")) {
                found.when(guarantor && one.value(tag).isEmpty(), "CLE007", tag);
            }
        }
    }

    /**
     * Those of a guarantee account.
     *
     * @param category code for a kind of document of another category
     * @param same code for the debtor
     * @param joint code for a guarantor without joint flag or contract
     */
    static void guarantee(Entry entry, String category, String same, String joint, Refusals found) {
        for (Tagged one : entry.groups("E")) {
            boolean guarantor = Set.of("2", "3").contains(one.value("ArlpType"));
            found.when(
                    !matches(
                            one.value(entry.group().equals("230") ? "InfoIDType" : "ArlpIDType"),
                            one.value("ArlpCertType")),
                    category,
                    "ArlpCertType");
            found.when(same(entry, one, "ArlpCertType", "ArlpCertNum"), same, "ArlpCertNum");
            for (String tag : List.of("WartySign", "MaxGuarMcc")) {
                found.when(guarantor && one.value(tag).isEmpty(), joint, tag);
            }
        }
    }
}
