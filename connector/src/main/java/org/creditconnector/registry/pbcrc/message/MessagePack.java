package org.creditconnector.registry.pbcrc.message;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.creditconnector.registry.pack.BrokenPackException;
import org.creditconnector.registry.pack.PackFolder;
import org.jspecify.annotations.Nullable;

/**
 * The facts about the interface: records, segments, fields, code lists, time points, rules. Read once, checked against itself, and then
 * immutable. Another pack of the same shape may be put in place of the shipped one, which is unofficial.
 */
public final class MessagePack {
    /** Where the shipped pack lies on the class path. */
    public static final String SHIPPED = "registries/pbcrc";

    private final Head head;
    private final Map<String, RecordLayout> records;
    private final Map<String, RecordLayout> roots;
    private final Map<String, CodeList> lists;
    private final Map<String, Rule> rules;

    MessagePack(
            Head head,
            Map<String, RecordLayout> records,
            Map<String, RecordLayout> roots,
            Map<String, CodeList> lists,
            Map<String, Rule> rules) {
        this.head = head;
        this.records = records;
        this.roots = roots;
        this.lists = lists;
        this.rules = rules;
    }

    /**
     * The shipped pack.
     *
     * @throws BrokenPackException when it contradicts itself
     */
    public static MessagePack shipped() {
        return PackReader.read(PackFolder.onClassPath(SHIPPED));
    }

    /**
     * A pack that a lender put into a directory.
     *
     * @throws BrokenPackException when a file is missing or the pack contradicts itself, with every problem and its file:line
     */
    public static MessagePack in(Path directory) {
        return PackReader.read(PackFolder.at(directory));
    }

    /** Name, version, label and limits. */
    public Head head() {
        return head;
    }

    /**
     * The layout of a record type; of basic information the full template.
     *
     * @throws IllegalArgumentException when the pack has no such record
     */
    public RecordLayout record(String type) {
        RecordLayout plain = find(type, "");
        RecordLayout layout = plain == null ? find(type, "10") : plain;
        if (layout == null) {
            throw new IllegalArgumentException("record type " + type + ", the pack " + head.name() + " has "
                    + records().stream().map(RecordLayout::type).distinct().toList());
        }
        return layout;
    }

    /** The layout of a record type and template; null when the pack has none. */
    public @Nullable RecordLayout find(String type, String template) {
        return records.get(type + template.strip());
    }

    /** All layouts by record type and template. */
    public Collection<RecordLayout> records() {
        return records.values();
    }

    /** The layout of a root tag (of basic information the full template); null when there is none. */
    @Nullable RecordLayout ofRoot(String root) {
        return roots.get(root);
    }

    /**
     * A code list.
     *
     * @throws IllegalArgumentException when the pack has no such list
     */
    public CodeList codes(String name) {
        CodeList list = lists.get(name);
        if (list == null) {
            throw new IllegalArgumentException("code list " + name + ", the pack has " + lists.keySet());
        }
        return list;
    }

    /** The rule of a code: that of the record's group if it has one, else the common one; null when the pack has neither. */
    public @Nullable Rule rule(String group, String code) {
        Rule own = rules.get(group + "/" + code);
        return own == null ? rules.get(Rule.COMMON + "/" + code) : own;
    }

    /** All rules in the order of the table. */
    public Collection<Rule> rules() {
        return rules.values();
    }

    /**
     * The message as it is to be written: segments and fields in the pack's order, blank tags where a tag must appear, record type and
     * counts filled in where they are missing. What the pack does not know stays, at the end, for {@link MessageChecks} to name.
     *
     * @throws IllegalArgumentException when the pack has no such record, or one that cannot be written
     */
    public Message arranged(Message message, String template) {
        RecordLayout layout = find(message.record(), template);
        if (layout == null || !layout.notUsable().isEmpty()) {
            throw new IllegalArgumentException("record " + message.record() + " with template '" + template + "': "
                    + (layout == null ? "the pack " + head.name() + " has none" : layout.notUsable()));
        }
        return new Arrangement(layout).of(message);
    }

    /** {@link #arranged(Message, String)} with the full template. */
    public Message arranged(Message message) {
        return arranged(message, record(message.record()).template());
    }

    /**
     * What {@code pack.yaml} says.
     *
     * @param version record version, also in the header of every file
     * @param label how far to trust it
     * @param lineCharacters most characters of a line
     * @param fileRecords most records of a file
     * @param errorsPerRecord most errors that the registry returns for one record
     * @param feedbackVersion version in the header of feedback files
     * @param alreadyThere code by which the registry says that it has the same record already
     * @param fileAlreadyThere code by which it says that a file of this name came before
     * @param sources what the keys in the column {@code source} stand for
     */
    public record Head(
            String name,
            String version,
            String label,
            int lineCharacters,
            int fileRecords,
            int errorsPerRecord,
            String feedbackVersion,
            String alreadyThere,
            String fileAlreadyThere,
            Map<String, String> sources) {}

    /** All code lists by name. */
    public List<CodeList> codeLists() {
        return List.copyOf(lists.values());
    }
}
