package org.creditconnector.registry.baihang;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.creditconnector.registry.ProfileSetting;
import org.creditconnector.registry.SharedSettings;

/**
 * What a target tells the profile.
 *
 * @param institution code of the lender at the agency; begins the names of files
 * @param historyMonths months before the first run that are reported too
 * @param gates whether consent and notice are demanded before anything leaves
 * @param recipient name of the agency in consents
 * @param ending how the name of a package file ends
 * @param zone of file names and times of upload
 */
record BaihangSettings(
        String institution, int historyMonths, boolean gates, String recipient, String ending, ZoneId zone) {
    private static final Pattern INSTITUTION = Pattern.compile("[A-Za-z0-9]{1,40}");
    private static final Pattern ENDING = Pattern.compile("(\\.[a-z]{1,10}){1,3}");

    static final List<ProfileSetting> KNOWN = List.of(
            new ProfileSetting("institution", true, "code of the lender at the agency, at most 40 letters and digits"),
            new ProfileSetting(
                    "history-months", false, "months before the first run that are reported too, 0 (default) to 60"),
            new ProfileSetting(
                    "legal-gates",
                    false,
                    "on (default): without consent, or notice of negative information, nothing leaves; off where"
                            + " another system sees to both"),
            new ProfileSetting("recipient", false, "name of the agency in the source's consents, default BAIHANG"),
            new ProfileSetting("file-ending", false, "how the name of a package file ends, default .zip.cry"),
            new ProfileSetting("time-zone", false, "of file names and times of upload, default Asia/Shanghai"));

    /** Before a target has told anything: good for asking what the profile can do, and for nothing else. */
    static final BaihangSettings NOT_TOLD =
            new BaihangSettings("", 0, true, "BAIHANG", ".zip.cry", ZoneId.of("Asia/Shanghai"));

    /** @throws IllegalArgumentException in one sentence that begins with the setting's name */
    static BaihangSettings of(Map<String, String> told) {
        return new BaihangSettings(
                matching("institution", told.getOrDefault("institution", ""), INSTITUTION, "letters and digits only"),
                SharedSettings.historyMonths(told),
                SharedSettings.legalGates(told),
                told.getOrDefault("recipient", NOT_TOLD.recipient()),
                matching("file-ending", told.getOrDefault("file-ending", NOT_TOLD.ending()), ENDING, "e.g. .zip.cry"),
                SharedSettings.zone(told, NOT_TOLD.zone()));
    }

    private static String matching(String name, String value, Pattern pattern, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(name + ": '" + value + "', expected " + expected);
        }
        return value;
    }
}
