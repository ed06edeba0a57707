package org.creditconnector.mockregistry.pbcrc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Writes feedback files from the published description alone: header of 72 characters, CRLF, one line of XML for each refused record or
 * one for the file.
 */
final class PbcrcFeedbackFile {
    private static final char ALL_LOADED = '1';
    private static final char FILE_REFUSED = '2';
    private static final char SOME_REFUSED = '3';
    private static final int HEADER = 72;

    private PbcrcFeedbackFile() {}

    /**
     * A refused record.
     *
     * @param line its line, the header being 1
     */
    record Refused(int line, List<Refusal> codes, String text) {}

    /**
     * What the feedback answers.
     *
     * @param name of the submission
     * @param version in its header
     * @param createdAt 14 digits
     */
    record Answered(String name, String version, String createdAt) {}

    static PbcrcFile ofRecords(Answered answered, int records, List<Refused> refused) {
        var lines = new StringBuilder();
        for (Refused one : refused) {
            lines.append("\r\n<Document><FbInf><ErrRecId>")
                    .append(one.line())
                    .append("</ErrRecId>")
                    .append(codes(one.codes()))
                    .append("<ErrRec>")
                    .append(Base64.getEncoder().encodeToString(one.text().getBytes(StandardCharsets.UTF_8)))
                    .append("</ErrRec></FbInf></Document>");
        }
        char flag = refused.isEmpty() ? ALL_LOADED : SOME_REFUSED;
        return file(answered, flag, records - refused.size(), refused.size(), lines.toString());
    }

    static PbcrcFile ofFile(Answered answered, int records, List<Refusal> codes) {
        return file(answered, FILE_REFUSED, 0, records, "\r\n<Document><FbInf>" + codes(codes) + "</FbInf></Document>");
    }

    private static String codes(List<Refusal> codes) {
        var text = new StringBuilder("<FbErrNum>" + codes.size() + "</FbErrNum>");
        for (Refusal code : codes) {
            text.append("<ErrInf><FbCode>")
                    .append(code.code())
                    .append("</FbCode><FbMsg>")
                    .append(code.tag().replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</FbMsg></ErrInf>");
        }
        return text.toString();
    }

    private static PbcrcFile file(Answered answered, char flag, int loaded, int refused, String lines) {
        String stem = answered.name().substring(0, 29);
        String header = "A0722.0.0" + stem + flag + answered.version() + answered.createdAt()
                + String.format(Locale.ROOT, "%07d%07d", loaded, refused);
        return new PbcrcFile(
                stem + flag + answered.name().substring(30), (header + lines).getBytes(StandardCharsets.UTF_8));
    }

    /** One loaded record more than there were. */
    static PbcrcFile miscounted(PbcrcFile file) {
        String text = file.text();
        int loaded = Integer.parseInt(text.substring(58, 65)) + 1;
        String wrong = text.substring(0, 58) + String.format(Locale.ROOT, "%07d", loaded) + text.substring(65);
        return new PbcrcFile(file.name(), wrong.getBytes(StandardCharsets.UTF_8));
    }

    /** The first half of the header. */
    static PbcrcFile truncated(PbcrcFile file) {
        return new PbcrcFile(file.name(), Arrays.copyOf(file.content(), HEADER / 2));
    }
}
