package org.creditconnector.registry.pbcrc.message;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a message file back and applies the checks that take the whole file: name, header, separators, encoding, counts, one record type,
 * the same key twice. Whatever is wrong is a {@link Hit}; nothing that stands in a file is an exception.
 */
public final class MessageFileReader {
    private final MessagePack pack;
    private final MessageParser parser;

    /** @param pack layouts and limits */
    public MessageFileReader(MessagePack pack) {
        this.pack = pack;
        this.parser = new MessageParser(pack);
    }

    /**
     * Reads a file.
     *
     * @param fileName its name without folder
     * @param bytes plain content, unwrapped
     */
    public MessageFile read(String fileName, byte[] bytes) {
        List<Hit> hits = new ArrayList<>();
        Optional<FileName> name = FileName.parse(fileName);
        if (name.isEmpty() || name.get().flag() != FileName.SUBMISSION) {
            hits.add(Hit.whole("ABN003", 0));
        }
        FileLines file = FileLines.of(bytes);
        if (file.code() != null) {
            hits.add(Hit.whole(file.code(), 0));
            return new MessageFile(name.orElse(null), null, List.of(), hits);
        }
        if (file.lines().isEmpty()) {
            hits.add(Hit.whole("ABF002", 0));
            return new MessageFile(name.orElse(null), null, List.of(), hits);
        }
        Optional<FileHeader> header = FileHeader.parse(file.lines().get(0));
        header(name, header, file.lines().size() - 1, hits);
        List<MessageFile.Line> lines = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 1; i < file.lines().size(); i++) {
            String text = file.lines().get(i);
            int number = i + 1;
            if (text.length() > pack.head().lineCharacters()) {
                hits.add(Hit.whole("ABF008", 0));
            }
            ParsedLine parsed = parser.parse(text);
            lines.add(new MessageFile.Line(number, text, parsed));
            if (parsed instanceof ParsedLine.Read read) {
                String key = MessageKey.of(pack, read.message());
                if (key != null && !keys.add(key)) {
                    hits.add(new Hit("ABR002", Rule.COMMON, "", Hit.NO_TAG, 0, number));
                }
            } else {
                hits.add(Hit.whole("ABR006", number));
            }
        }
        return new MessageFile(name.orElse(null), header.orElse(null), lines, hits);
    }

    private void header(Optional<FileName> name, Optional<FileHeader> header, int records, List<Hit> hits) {
        if (header.isEmpty() || header.get().count() != records) {
            hits.add(Hit.whole("ABH005", 0));
        }
        if (header.isEmpty()) {
            return;
        }
        FileHeader head = header.get();
        if (!head.version().equals(pack.head().version()) || pack.find(head.record(), head.template()) == null) {
            hits.add(Hit.whole("ABH006", 0));
        }
        if (name.isPresent()
                && !(name.get().provider().equals(head.provider())
                        && name.get().record().equals(head.record())
                        && name.get().createdOn().equals(head.createdAt().toLocalDate()))) {
            hits.add(Hit.whole("ABF007", 0));
        }
    }
}
