package org.creditconnector.registry.pbcrc.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.creditconnector.registry.pbcrc.message.MessageParser.Node;
import org.creditconnector.registry.pbcrc.message.MessageParser.NotPlainException;

/**
 * Reads and writes feedback files. What cannot be trusted is {@link Read.Quarantined} with the reason: nothing of it may be applied, and
 * somebody must look.
 */
public final class FeedbackFile {
    private static final int MAX_CODES = 999;
    private static final int MAX_RECORD_DIGITS = 8;

    private FeedbackFile() {}

    /** What a file turned out to be. */
    public sealed interface Read {
        /** A feedback that agrees with itself. */
        record Trusted(Feedback feedback) implements Read {}

        /**
         * Not to be applied.
         *
         * @param why in words, without any value of a record
         */
        record Quarantined(String why) implements Read {}
    }

    /** Something a feedback file may not be; the message says what. */
    private static final class DoubtException extends Exception {
        private static final long serialVersionUID = 1;
        private final String why;

        DoubtException(String why) {
            super(why);
            this.why = why;
        }
    }

    /**
     * Reads a feedback file and checks it against itself.
     *
     * @param fileName its name without folder
     * @param bytes plain content, unwrapped
     */
    public static Read read(String fileName, byte[] bytes) {
        try {
            return new Read.Trusted(feedback(fileName, bytes));
        } catch (DoubtException doubt) {
            return new Read.Quarantined(doubt.why);
        }
    }

    /**
     * Whether a feedback fits the file that was sent: its name, its number of records, and every refused line as it was sent.
     *
     * @param lines the records sent in order
     * @return why it does not fit; empty when it does
     */
    public static Optional<String> contradiction(Feedback feedback, FileName sent, List<String> lines) {
        if (!feedback.submission().equals(sent.stem())) {
            return Optional.of("it answers the file " + feedback.submission() + ", sent was " + sent.stem());
        }
        if (feedback.loaded() + feedback.refused() != lines.size()) {
            return Optional.of("it counts " + feedback.loaded() + " loaded and " + feedback.refused()
                    + " refused records, sent were " + lines.size());
        }
        for (Feedback.Entry entry : feedback.errors()) {
            if (entry.record() == 0) {
                continue;
            }
            int index = entry.record() - 2;
            if (index < 0 || index >= lines.size()) {
                return Optional.of(
                        "it refuses line " + entry.record() + ", the file has lines 2 to " + (lines.size() + 1));
            }
            if (!lines.get(index).equals(entry.line())) {
                return Optional.of("the refused line " + entry.record() + " is not the one that was sent");
            }
        }
        return Optional.empty();
    }

    private static Feedback feedback(String fileName, byte[] bytes) throws DoubtException {
        Optional<FileName> name = FileName.parse(fileName);
        if (name.isEmpty() || name.get().flag() == FileName.SUBMISSION) {
            throw new DoubtException("the file name is not that of a feedback");
        }
        FileLines file = FileLines.of(bytes);
        if (file.code() != null || file.lines().isEmpty()) {
            throw new DoubtException(
                    file.code() == null
                            ? "the file is empty"
                            : file.code().equals("ABF011")
                                    ? "the file is not UTF-8 or begins with a byte order mark"
                                    : "lines are not separated by exactly one CRLF");
        }
        FeedbackHeader header = FeedbackHeader.parse(file.lines().get(0));
        if (header == null) {
            throw new DoubtException(
                    "the header is not one of 72 characters: A072, version, file name, flag, version, time, counts");
        }
        if (!name.get().stem().equals(header.submission()) || name.get().flag() != header.flag()) {
            throw new DoubtException("file name and header name different files or flags");
        }
        List<Feedback.Entry> entries = new ArrayList<>();
        XMLInputFactory factory = MessageParser.strictFactory();
        for (int i = 1; i < file.lines().size(); i++) {
            entries.add(entry(factory, file.lines().get(i), i + 1));
        }
        counts(header, entries);
        return new Feedback(
                header.version(),
                header.submission(),
                header.flag(),
                header.recordVersion(),
                header.createdAt(),
                header.loaded(),
                header.refused(),
                entries);
    }

    private static void counts(FeedbackHeader header, List<Feedback.Entry> entries) throws DoubtException {
        Set<Integer> records = new HashSet<>();
        for (Feedback.Entry entry : entries) {
            if (!records.add(entry.record())) {
                throw new DoubtException("record " + entry.record() + " is refused twice");
            }
        }
        boolean ofFile = records.contains(0);
        switch (header.flag()) {
            case Feedback.ALL_LOADED -> {
                if (header.refused() > 0 || !entries.isEmpty()) {
                    throw new DoubtException("flag 1 (all loaded), yet it counts " + header.refused()
                            + " refused and lists " + entries.size());
                }
            }
            case Feedback.FILE_REFUSED -> {
                if (header.loaded() > 0 || !ofFile || entries.size() != 1) {
                    throw new DoubtException("flag 2 (file refused), yet it counts " + header.loaded()
                            + " loaded or does not say once what is wrong with the file");
                }
            }
            default -> {
                if (ofFile || entries.size() != header.refused() || entries.isEmpty()) {
                    throw new DoubtException("flag 3 (some refused), it counts " + header.refused()
                            + " refused and lists " + entries.size());
                }
            }
        }
    }

    private static Feedback.Entry entry(XMLInputFactory factory, String line, int number) throws DoubtException {
        Node document;
        try {
            document = MessageParser.tree(factory, line);
        } catch (XMLStreamException | NotPlainException notXml) {
            throw new DoubtException("line " + number + " is not plain well-formed XML");
        } catch (RuntimeException parserFailure) {
            // The JDK's reader answers some damaged input with an unchecked exception of its own.
            throw new DoubtException("line " + number + " is not well-formed XML");
        }
        if (!document.tag.equals(MessageWriter.DOCUMENT)
                || document.children.size() != 1
                || !document.children.get(0).tag.equals("FbInf")) {
            throw new DoubtException("line " + number + " is no <Document><FbInf>");
        }
        Node info = document.children.get(0);
        List<Feedback.Code> codes = new ArrayList<>();
        for (Node child : info.children) {
            if (child.tag.equals("ErrInf")) {
                codes.add(new Feedback.Code(child.textOf("FbCode"), child.textOf("FbMsg")));
            }
        }
        int announced = whole(info.textOf("FbErrNum"), 3);
        if (codes.isEmpty() || announced != codes.size() || codes.stream().anyMatch(c -> !isCode(c.code()))) {
            throw new DoubtException("line " + number + " announces " + announced + " errors and has " + codes.size()
                    + ", or one without a code of 6 characters");
        }
        boolean ofRecord = info.children.stream().anyMatch(child -> child.tag.equals("ErrRecId"));
        if (!ofRecord) {
            return new Feedback.Entry(0, codes, "");
        }
        int record = whole(info.textOf("ErrRecId"), MAX_RECORD_DIGITS);
        if (record < 1) {
            throw new DoubtException("line " + number + " has no number of the refused record");
        }
        return new Feedback.Entry(record, codes, refusedLine(info.textOf("ErrRec"), number));
    }

    private static String refusedLine(String base64, int number) throws DoubtException {
        try {
            String line = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            if (!line.isEmpty()) {
                return line;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new DoubtException("line " + number + " holds a refused record that is not Base64");
        }
        throw new DoubtException("line " + number + " holds no refused record");
    }

    private static boolean isCode(String code) {
        return code.length() == 6 && FileName.alphanumeric(code);
    }

    /** -1 when the text is no whole number of at most so many digits. */
    private static int whole(String text, int digits) {
        return text.length() <= digits && ValueType.digits(text, 0, text.length())
                ? ValueType.digitsOf(text, 0, text.length())
                : -1;
    }

    /**
     * A feedback as a file.
     *
     * @throws IllegalArgumentException when an entry has no code or too many
     */
    public static byte[] write(Feedback feedback) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new FeedbackHeader(
                        feedback.version(),
                        feedback.submission(),
                        feedback.flag(),
                        feedback.recordVersion(),
                        feedback.createdAt(),
                        feedback.loaded(),
                        feedback.refused())
                .line()
                .getBytes(StandardCharsets.UTF_8));
        FeedbackLines lines = new FeedbackLines();
        for (Feedback.Entry entry : feedback.errors()) {
            if (entry.codes().isEmpty() || entry.codes().size() > MAX_CODES) {
                throw new IllegalArgumentException(entry + ": expected 1 to " + MAX_CODES + " codes");
            }
            out.writeBytes(MessageFileWriter.CRLF);
            out.writeBytes(lines.line(entry).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
