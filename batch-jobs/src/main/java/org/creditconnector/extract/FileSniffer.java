package org.creditconnector.extract;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.creditconnector.guess.HeaderLine;
import org.creditconnector.mapping.FileTable;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a file is written: format, character set, separator, quotes, header line, the text that means nothing. It looks at
 * the first megabyte; what comes later and is different is found when the file is read.
 */
public final class FileSniffer {
    private static final int SAMPLE_BYTES = 1 << 20;
    private static final int SAMPLE_LINES = 200;
    private static final char[] DELIMITERS = {',', ';', '\t', '|', '\u0001', '^'};
    private static final List<String> NOTHING = List.of("\\N", "NULL", "null", "NA", "N/A");
    private static final List<String> ENCODINGS = List.of("GB18030", "windows-1252");

    private FileSniffer() {}

    /**
     * Looks at a file.
     *
     * @param table the name it has in queries
     * @param encoding character set where it is known already; null to find it out
     * @param delimiter separator where it is known already; null to find it out
     * @throws SourceFaultException when it cannot be read or is empty
     */
    public static FileTable look(String table, Path path, @Nullable Charset encoding, @Nullable Character delimiter) {
        byte[] bytes = beginning(path);
        if (bytes.length == 0) {
            throw fault(path, "is empty, expected rows", null);
        }
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".parquet") || startsWith(bytes, "PAR1")) {
            return table(table, FileTable.Format.PARQUET, StandardCharsets.UTF_8);
        }
        Charset charset = encoding == null ? encoding(bytes, path) : encoding;
        String text = text(bytes, charset);
        if (text.stripLeading().startsWith("{") || name.matches(".*\\.(json|jsonl|ndjson)")) {
            return table(table, FileTable.Format.JSON, StandardCharsets.UTF_8);
        }
        char quote = quote(text);
        char between = delimiter == null ? delimiter(text, quote) : delimiter;
        List<List<String>> lines = lines(text, between, quote);
        if (lines.isEmpty()) {
            throw fault(path, "holds nothing but empty lines, expected rows", null);
        }
        return new FileTable(
                table,
                FileTable.Format.CSV,
                charset.name(),
                between,
                quote,
                HeaderLine.isNames(lines) ? FileTable.Header.FIRST_LINE : FileTable.Header.NONE,
                nothing(lines));
    }

    private static FileTable table(String name, FileTable.Format format, Charset charset) {
        return new FileTable(name, format, charset.name(), ',', '"', FileTable.Header.FIRST_LINE, null);
    }

    private static byte[] beginning(Path path) {
        try (InputStream in = SeparatedValues.open(path)) {
            return in.readNBytes(SAMPLE_BYTES);
        } catch (IOException e) {
            throw fault(
                    path, Files.exists(path) ? "cannot be read (" + e.getMessage() + ")" : "there is no such file", e);
        }
    }

    private static boolean startsWith(byte[] bytes, String text) {
        return new String(bytes, 0, Math.min(bytes.length, text.length()), StandardCharsets.ISO_8859_1).equals(text);
    }

    /** UTF-8 where the bytes are, whatever else fits otherwise. A sample that ends within a character is no fault. */
    private static Charset encoding(byte[] bytes, Path path) {
        if (startsWith(bytes, "\u00FF\u00FE") || startsWith(bytes, "\u00FE\u00FF")) {
            return StandardCharsets.UTF_16;
        }
        if (decodes(bytes, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        for (String name : ENCODINGS) {
            Charset charset = Charset.forName(name);
            boolean han = !name.equals("GB18030")
                    || text(bytes, charset)
                                            .codePoints()
                                            .filter(FileSniffer::isCommonHan)
                                            .count()
                                    * 4
                            > highBytes(bytes);
            if (decodes(bytes, charset) && han) {
                return charset;
            }
        }
        throw fault(path, "holds bytes that are neither UTF-8, GB18030 nor windows-1252, expected one of these", null);
    }

    private static boolean isCommonHan(int character) {
        return character >= 0x4E00 && character <= 0x9FFF;
    }

    private static long highBytes(byte[] bytes) {
        long count = 0;
        for (byte one : bytes) {
            count += one < 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(
                ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), bytes.length < SAMPLE_BYTES);
        return !result.isError();
    }

    private static String text(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        int end = bytes.length < SAMPLE_BYTES ? text.length() : Math.max(text.lastIndexOf('\n'), 0);
        String whole = text.substring(0, end);
        return whole.startsWith("\uFEFF") ? whole.substring(1) : whole;
    }

    private static char quote(String text) {
        long single = text.lines()
                .limit(SAMPLE_LINES)
                .filter(line -> line.startsWith("'"))
                .count();
        long all = text.lines().limit(SAMPLE_LINES).count();
        return single * 10 > all * 8 && text.indexOf('"') < 0 ? '\'' : '"';
    }

    /** The one that takes most lines apart into the same number of parts, of several the one that makes most parts. */
    private static char delimiter(String text, char quote) {
        char best = ',';
        double most = 0;
        for (char candidate : DELIMITERS) {
            Map<Integer, Integer> counts = new HashMap<>();
            List<List<String>> lines = lines(text, candidate, quote);
            lines.forEach(line -> counts.merge(line.size(), 1, Integer::sum));
            var common =
                    counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
            if (common != null && common.getKey() > 1) {
                double share = common.getValue() / (double) lines.size();
                double score = share * share * (1 + Math.log(common.getKey()));
                if (score > most) {
                    most = score;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static List<List<String>> lines(String text, char delimiter, char quote) {
        List<List<String>> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true)
                .ofCsvRecord(text)) {
            for (CsvRecord record : records) {
                lines.add(record.getFields());
                if (lines.size() == SAMPLE_LINES) {
                    break;
                }
            }
        } catch (CsvParseException | UncheckedIOException broken) {
            // What cannot be taken apart this way is not written this way; the lines before it still count.
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static @Nullable String nothing(List<List<String>> lines) {
        return NOTHING.stream()
                .filter(word -> lines.stream().skip(1).anyMatch(line -> line.contains(word)))
                .findFirst()
                .orElse(null);
    }

    private static SourceFaultException fault(Path path, String what, @Nullable Throwable cause) {
        String message = "SRC-FILE " + path + ": " + what;
        return cause == null
                ? new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message)
                : new SourceFaultException(SourceFaultException.Kind.UNAVAILABLE, message, cause);
    }
}
