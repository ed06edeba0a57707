package org.creditconnector.registry.pbcrc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.SharedSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a target tells the profile.
 *
 * @param provider section code of the data provider, 14 characters; business identifiers begin with it
 * @param branch managing branch, 14 characters
 * @param rounding how amounts become whole yuan, once
 * @param template {@code 10} full or {@code 90} for sources that know little of persons
 * @param historyMonths months before the first run that are reported too
 * @param gates whether consent and notice are demanded before anything leaves
 * @param recipient name of the registry in consents
 * @param zone in which file names and headers tell the day
 * @param suffix of file names: {@code txt}, or {@code enc} for files that are packed or enciphered
 * @param share part of a jointly lent debt that is ours to report; one of all other debt
 */
record PbcrcSettings(
        String provider,
        String branch,
        RoundingMode rounding,
        String template,
        int historyMonths,
        boolean gates,
        String recipient,
        ZoneId zone,
        String suffix,
        BigDecimal share) {
    private static final Pattern SECTION_CODE = Pattern.compile("[A-Z0-9]{14}");

    static final List<ProfileSetting> KNOWN = List.of(
            new ProfileSetting(
                    "provider", true, "section code that the registry gave the lender, 14 capital letters and digits"),
            new ProfileSetting(
                    "branch", false, "code of the managing branch, 14 capital letters and digits; else the provider"),
            new ProfileSetting("rounding", false, "how amounts become whole yuan: half-up (default) or down"),
            new ProfileSetting(
                    "template",
                    false,
                    "of basic information: 10 (default) or 90 where the source knows little of persons"),
            new ProfileSetting(
                    "history-months", false, "months before the first run that are reported too, 0 (default) to 60"),
            new ProfileSetting(
                    "legal-gates",
                    false,
                    "on (default): without consent, or notice of negative information, nothing leaves; off where"
                            + " another system sees to both"),
            new ProfileSetting("recipient", false, "name of the registry in the source's consents, default PBOC"),
            new ProfileSetting("time-zone", false, "of file names and headers, default Asia/Shanghai"),
            new ProfileSetting("suffix", false, "of file names: txt (default), or enc where files are wrapped"));

    /** Before a target has told anything: good for asking what the profile can do, and for nothing else. */
    static final PbcrcSettings NOT_TOLD = new PbcrcSettings(
            "", "", RoundingMode.HALF_UP, "10", 0, true, "PBOC", ZoneId.of("Asia/Shanghai"), "txt", BigDecimal.ONE);

    /** @throws IllegalArgumentException in one sentence that begins with the setting's name */
    static PbcrcSettings of(Map<String, String> told) {
        String provider = sectionCode("provider", told.getOrDefault("provider", ""));
        String branch = told.containsKey("branch") ? sectionCode("branch", told.get("branch")) : provider;
        return new PbcrcSettings(
                provider,
                branch,
                SharedSettings.choice(told, "rounding", "half-up", "down").equals("down")
                        ? RoundingMode.DOWN
                        : RoundingMode.HALF_UP,
                SharedSettings.choice(told, "template", "10", "90"),
                SharedSettings.historyMonths(told),
                SharedSettings.legalGates(told),
                told.getOrDefault("recipient", "PBOC"),
                SharedSettings.zone(told, NOT_TOLD.zone()),
                SharedSettings.choice(told, "suffix", "txt", "enc"),
                BigDecimal.ONE);
    }

    private static String sectionCode(String name, String code) {
        if (!SECTION_CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    name + ": '" + code + "', expected 14 capital letters and digits as the registry gave them");
        }
        return code;
    }

    /** The same for a debt of which a part is ours. */
    PbcrcSettings sharing(BigDecimal part) {
        return new PbcrcSettings(
                provider, branch, rounding, template, historyMonths, gates, recipient, zone, suffix, part);
    }

    /** Whole yuan of our share; null stays null. Below zero, e.g. a borrower's credit, is zero: the registry knows no sign. */
    @Nullable Long yuan(@Nullable BigDecimal amount) {
        return amount == null
                ? null
                : Math.max(0, amount.multiply(share).setScale(0, rounding).longValueExact());
    }

    /** Identifier at the registry of something that has one at the lender. */
    String businessCode(String key) {
        return provider + key;
    }
}
