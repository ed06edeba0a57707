package org.creditconnector.registry;

import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.record.Finding;
import org.creditconnector.record.FindingOrigin;
import org.creditconnector.record.Severity;
import org.jspecify.annotations.Nullable;

/** A registry's findings as findings of ours: one list for the people who work them off, whoever refused. */
public final class RegistryFindings {
    private static final String RECORD = "record.";

    private final FeedbackCodes codes;

    /** @param codes the registry's codes in plain words */
    public RegistryFindings(FeedbackCodes codes) {
        this.codes = codes;
    }

    /** Findings of a profile's registries. */
    public static RegistryFindings of(String profile) {
        return new RegistryFindings(FeedbackCodes.of(profile));
    }

    /**
     * @param accountKey account of the item; null when it is about a whole package
     * @param found what the registry says. Its sentence is foreign text: it is shown in quotes
     * @return rule id = the registry's code, origin REGISTRY, message in plain words with the registry's own sentence
     */
    public Finding finding(@Nullable String accountKey, RegistryFinding found) {
        Finding finding = new Finding();
        finding.setRuleId(found.getCode());
        finding.setSeverity(found.getWarning() ? Severity.WARNING : Severity.ERROR);
        finding.setOrigin(FindingOrigin.REGISTRY);
        finding.setAccountKey(accountKey);
        finding.setPath(path(found.getField()));
        finding.setMessage(sentence(found));
        return finding;
    }

    private String sentence(RegistryFinding found) {
        FeedbackCodes.Code code = codes.all().get(found.getCode());
        String words = code == null
                ? "The registry gives a code that is not in our table; look it up in the registry's handbook"
                : code.meaning() + "; " + code.whatToDo();
        return found.getMessage().isEmpty() ? words : words + " (registry: \"" + found.getMessage() + "\")";
    }

    /** The registry names fields within the item; ours begin within the record. */
    private static String path(String field) {
        return field.startsWith(RECORD) ? field.substring(RECORD.length()) : field;
    }
}
