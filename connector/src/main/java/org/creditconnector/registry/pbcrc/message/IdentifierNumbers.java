package org.creditconnector.registry.pbcrc.message;

import org.creditconnector.identifier.OrganisationCode;
import org.creditconnector.identifier.ResidentIdentityNumber;
import org.creditconnector.identifier.UnifiedSocialCreditCode;
import org.creditconnector.identifier.ZhongzhengCode;

/** The published rules of identifiers, for the kinds of documents that the pack says they belong to. */
public final class IdentifierNumbers implements DocumentNumbers {
    private final CodeList kinds;

    /** @param pack its list {@code id-type-of-party} says by role which kind of document has which rule */
    public IdentifierNumbers(MessagePack pack) {
        this.kinds = pack.codes("id-type-of-party");
    }

    @Override
    public boolean obeys(String category, String kind, String number) {
        return switch (kinds.role(kind, category)) {
            case "resident-identity" -> ResidentIdentityNumber.check(number).isValid();
            case "zhongzheng" -> ZhongzhengCode.check(number).isValid();
            case "social-credit" -> UnifiedSocialCreditCode.check(number).isValid();
            case "organisation-code" -> OrganisationCode.check(number).isValid();
            default -> true;
        };
    }
}
