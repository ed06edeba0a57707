package org.creditconnector.registry.pbcrc.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file.
 *
 * @param lines text between CRLFs; one CRLF at the very end is allowed
 * @param code why the file cannot be taken apart: ABF011 not UTF-8 (a byte order mark included), ABF010 other separators; null when it can
 */
record FileLines(List<String> lines, @Nullable String code) {
    static FileLines of(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new FileLines(List.of(), "ABF011");
        }
        if (text.startsWith("\uFEFF")) {
            return new FileLines(List.of(), "ABF011");
        }
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf("\r\n", from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            if (line.isEmpty() || line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
                return new FileLines(List.of(), "ABF010");
            }
            lines.add(line);
            from = end < 0 ? text.length() : end + 2;
        }
        return new FileLines(lines, null);
    }
}
