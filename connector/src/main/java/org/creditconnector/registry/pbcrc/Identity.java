package org.creditconnector.registry.pbcrc;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.creditconnector.record.IdentityDocument;
import org.creditconnector.record.Party;
import org.creditconnector.record.PartyKind;
import org.creditconnector.registry.CodeTables;
import org.jspecify.annotations.Nullable;

/**
 * Name, kind and number of the document of a party by which the registry knows it; null where there is none.
 *
 * @param name as on the document
 * @param type the registry's code
 * @param number as on the document, letters large
 */
record Identity(
        @Nullable String name,
        @Nullable String type,
        @Nullable String number) {
    static Identity of(@Nullable Party party, CodeTables codes) {
        if (party == null) {
            return new Identity(null, null, null);
        }
        String kind = party.getKind() == PartyKind.PERSON ? "PERSON" : "ORGANISATION";
        String name = party.getKind() == PartyKind.PERSON
                ? party.getPerson() == null ? null : party.getPerson().getFullName()
                : party.getOrganisation() == null
                        ? null
                        : party.getOrganisation().getLegalName();
        for (IdentityDocument document : inOrder(party, codes, kind)) {
            String type = codes.code("document", document.getType(), kind);
            if (type != null) {
                return new Identity(name, type, document.getNumber().toUpperCase(Locale.ROOT));
            }
        }
        return new Identity(name, null, null);
    }

    /** Of a person the leading document first; of an organisation as the registry prefers them, by its codes. */
    private static List<IdentityDocument> inOrder(Party party, CodeTables codes, String kind) {
        return kind.equals("PERSON")
                ? party.getDocuments()
                : party.getDocuments().stream()
                        .sorted(Comparator.comparing(
                                document -> String.valueOf(codes.code("document", document.getType(), kind))))
                        .toList();
    }

    /** Never shows who it is. */
    @Override
    public String toString() {
        return "identity with a document of type " + type;
    }
}
