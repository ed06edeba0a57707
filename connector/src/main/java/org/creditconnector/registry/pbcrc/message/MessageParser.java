package org.creditconnector.registry.pbcrc.message;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.creditconnector.registry.pbcrc.message.ParsedLine.Read;
import org.creditconnector.registry.pbcrc.message.ParsedLine.Unreadable;

/**
 * Reads lines. Plain elements and text only: document types, entities, attributes, comments and processing instructions make a line
 * unreadable, so that nothing outside it is ever fetched. Not for several threads.
 */
public final class MessageParser {
    private static final int MAX_DEPTH = 8;

    private final MessagePack pack;
    private final XMLInputFactory factory = strictFactory();

    /** @param pack gives the record of a root tag */
    public MessageParser(MessagePack pack) {
        this.pack = pack;
    }

    static XMLInputFactory strictFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    /** The message of a line, or why there is none. Never throws for what stands in the line. */
    public ParsedLine parse(String line) {
        if (line.length() > pack.head().lineCharacters()) {
            return new Unreadable("the line has " + line.length() + " characters, at most "
                    + pack.head().lineCharacters() + " are allowed");
        }
        try {
            return record(tree(factory, line));
        } catch (XMLStreamException | NotPlainException e) {
            return new Unreadable(e instanceof NotPlainException plain ? plain.what : "not well-formed XML" + place(e));
        } catch (RuntimeException parserFailure) {
            // The JDK's reader answers some damaged input with an unchecked exception of its own.
            return new Unreadable("not well-formed XML");
        }
    }

    private static String place(Exception e) {
        return e instanceof XMLStreamException x && x.getLocation() != null
                ? " at column " + x.getLocation().getColumnNumber()
                : "";
    }

    private ParsedLine record(Node document) {
        if (!document.tag.equals(MessageWriter.DOCUMENT) || document.children.size() != 1 || document.hasText()) {
            return new Unreadable("expected one record within <" + MessageWriter.DOCUMENT + ">");
        }
        Node root = document.children.get(0);
        RecordLayout layout = pack.ofRoot(root.tag);
        if (layout == null) {
            return new Unreadable(
                    "the root tag is none of the pack " + pack.head().name());
        }
        if (root.hasText()) {
            return new Unreadable("text beside the segments");
        }
        List<Segment> segments = new ArrayList<>();
        List<Part> loose = new ArrayList<>();
        for (Node child : root.children) {
            if (layout.isFlat() || (child.children.isEmpty() && layout.segment(child.tag) == null)) {
                loose.add(part(child));
            } else if (child.hasText()) {
                return new Unreadable("text beside the fields of a segment");
            } else {
                segments.add(new Segment(child.tag, parts(child)));
            }
        }
        if (!loose.isEmpty()) {
            segments.add(new Segment(Segment.ITSELF, loose));
        }
        return new Read(new Message(layout.type(), segments));
    }

    private static List<Part> parts(Node node) {
        List<Part> parts = new ArrayList<>(node.children.size());
        for (Node child : node.children) {
            parts.add(part(child));
        }
        return parts;
    }

    private static Part part(Node node) {
        if (node.children.isEmpty()) {
            return new Field(node.tag, node.text.toString());
        }
        if (node.hasText()) {
            throw new NotPlainException("text beside elements");
        }
        return new Group(node.tag, parts(node));
    }

    static Node tree(XMLInputFactory factory, String line) throws XMLStreamException {
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(line));
        Node outer = new Node("");
        List<Node> open = new ArrayList<>();
        open.add(outer);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.getAttributeCount() > 0) {
                        throw new NotPlainException("an attribute");
                    }
                    if (open.size() > MAX_DEPTH) {
                        throw new NotPlainException("elements nested deeper than " + MAX_DEPTH);
                    }
                    Node node = new Node(xml.getLocalName());
                    open.get(open.size() - 1).children.add(node);
                    open.add(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.remove(open.size() - 1);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    open.get(open.size() - 1)
                            .text
                            .append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                case XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new NotPlainException("a document type, entity, comment or processing instruction");
            }
        }
        if (outer.children.size() != 1) {
            throw new NotPlainException("no element");
        }
        return outer.children.get(0);
    }

    /** An element with what stands in it. */
    static final class Node {
        final String tag;
        final List<Node> children = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        Node(String tag) {
            this.tag = tag;
        }

        /** Text beside elements; blanks between elements are not. */
        boolean hasText() {
            return !text.toString().isBlank();
        }

        /** The text of a child; empty when there is none. */
        String textOf(String child) {
            for (Node node : children) {
                if (node.tag.equals(child)) {
                    return node.text.toString();
                }
            }
            return "";
        }
    }

    /** Something that is XML and no record. */
    static final class NotPlainException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private final String what;

        NotPlainException(String what) {
            super("the line holds " + what);
            this.what = "the line holds " + what;
        }
    }
}
