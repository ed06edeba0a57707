package org.creditconnector.registry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.creditconnector.delivery.Feedback;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.ItemVerdict;
import org.creditconnector.delivery.PackageOutcome;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.RegistryFinding;
import org.creditconnector.delivery.SubmissionPackage;
import org.creditconnector.delivery.Verdict;
import org.creditconnector.registry.FeedbackCodes;
import org.creditconnector.registry.PackageNames;
import org.creditconnector.registry.pbcrc.message.FeedbackFile;
import org.creditconnector.registry.pbcrc.message.FileName;
import org.creditconnector.registry.pbcrc.message.Hit;
import org.creditconnector.registry.pbcrc.message.MessagePack;
import org.creditconnector.registry.pbcrc.message.RecordLayout;
import org.creditconnector.registry.pbcrc.message.Rule;

/** Names of files, and what the registry's feedback files say. */
final class PbcrcFiles implements FileProtocol, PackageNames {
    /** The registry counts the header as line 1. */
    private static final int LINES_BEFORE_RECORDS = 1;

    private static final int SERIAL_LENGTH = 3;

    private final PbcrcSettings settings;
    private final MessagePack pack;
    private final FeedbackCodes words;

    PbcrcFiles(PbcrcSettings settings, MessagePack pack) {
        this.settings = settings;
        this.pack = pack;
        this.words = FeedbackCodes.of(PbcrcProfile.CODE);
    }

    @Override
    public String series(String sendClass, Instant createdAt) {
        LocalDate day = createdAt.atZone(settings.zone()).toLocalDate();
        String first = FileName.submission(
                        settings.provider(), day, SendClass.recordType(sendClass), FileName.serial(0))
                .stem();
        return first.substring(0, first.length() - SERIAL_LENGTH);
    }

    @Override
    public String name(String series, int serial) {
        try {
            return series + FileName.serial(serial) + FileName.SUBMISSION + "." + settings.suffix();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String fileName(SubmissionPackage manifest) {
        return Objects.requireNonNull(manifest.getFileName(), "a package of this profile has a file name");
    }

    @Override
    public boolean isFeedback(String fileName) {
        return FileName.parse(fileName)
                .filter(name ->
                        name.flag() != FileName.SUBMISSION && name.provider().equals(settings.provider()))
                .isPresent();
    }

    @Override
    public List<FeedbackPage.Entry> readFeedback(String fileName, byte[] content) {
        String raw = new String(content, StandardCharsets.UTF_8);
        FeedbackFile.Read read = FeedbackFile.read(fileName, content);
        if (read instanceof FeedbackFile.Read.Trusted trusted) {
            return List.of(new FeedbackPage.Entry(fileName, raw, verdicts(fileName, trusted.feedback()), null));
        }
        return List.of(new FeedbackPage.Entry(fileName, raw, null, ((FeedbackFile.Read.Quarantined) read).why()));
    }

    private Feedback verdicts(String fileName, org.creditconnector.registry.pbcrc.message.Feedback feedback) {
        boolean refused = feedback.flag() == org.creditconnector.registry.pbcrc.message.Feedback.FILE_REFUSED;
        List<ItemVerdict> verdicts = new ArrayList<>();
        List<RegistryFinding> ofFile = new ArrayList<>();
        String group = FileName.parse(fileName)
                .map(FileName::record)
                .map(this::ruleGroup)
                .orElse(Rule.COMMON);
        feedback.errors().forEach(error -> {
            boolean ofTheFile = error.record() == 0;
            String there =
                    ofTheFile ? pack.head().fileAlreadyThere() : pack.head().alreadyThere();
            List<RegistryFinding> findings = error.codes().stream()
                    .map(code -> new RegistryFinding(
                            code.code(),
                            false,
                            code.message().equals(Hit.NO_TAG) ? "" : code.message(),
                            inPlainWords(group, code.code()),
                            code.code().equals(there)))
                    .toList();
            if (ofTheFile) {
                ofFile.addAll(findings);
            } else {
                verdicts.add(new ItemVerdict("", Verdict.REJECTED, findings, error.record() - LINES_BEFORE_RECORDS));
            }
        });
        return new Feedback(
                fileName,
                "",
                feedback.createdAt().toString(),
                refused
                        ? PackageOutcome.REJECTED
                        : feedback.refused() == 0 ? PackageOutcome.ACCEPTED : PackageOutcome.PARTLY_ACCEPTED,
                feedback.loaded(),
                feedback.refused(),
                List.of(),
                ofFile,
                verdicts,
                feedback.submission() + FileName.SUBMISSION + "." + settings.suffix(),
                refused ? Verdict.REJECTED : Verdict.ACCEPTED);
    }

    /** The records that share codes with a type of record; the common ones for a type that the pack does not have. */
    private String ruleGroup(String recordType) {
        return pack.records().stream()
                .filter(layout -> layout.type().equals(recordType))
                .map(RecordLayout::ruleGroup)
                .findFirst()
                .orElse(Rule.COMMON);
    }

    /** The registry itself gives no sentence. */
    private String inPlainWords(String group, String code) {
        FeedbackCodes.Code known = words.find(group, code);
        return known == null
                ? "The code is not in the data pack " + pack.head().name() + "; ask the registry what it means"
                : known.meaning() + ". " + known.whatToDo();
    }
}
