package org.creditconnector.mockregistry.pbcrc;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a line: one XML fragment {@code <Document><ROOT>…</ROOT></Document>}. No document types, no entities from outside. */
final class LineReader {
    private static final int DEEPEST = 8;
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

    LineReader() {
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    /** The root of the record; null when the line is none. */
    @Nullable Tagged read(String line) {
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(line));
            if (xml.next() != XMLStreamConstants.START_ELEMENT || !plain(xml, "Document")) {
                return null;
            }
            Tagged document = element(xml, 0);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                    return null;
                }
            }
            return document == null || document.inside().size() != 1
                    ? null
                    : document.inside().get(0);
        } catch (XMLStreamException e) {
            return null; // A line that is no XML: a refusal, not a failure.
        }
    }

    private static boolean plain(XMLStreamReader xml, String name) {
        return xml.getAttributeCount() == 0
                && xml.getNamespaceCount() == 0
                && xml.getLocalName().equals(name);
    }

    private static @Nullable Tagged element(XMLStreamReader xml, int depth) throws XMLStreamException {
        String tag = xml.getLocalName();
        if (depth > DEEPEST || !plain(xml, tag)) {
            return null;
        }
        var text = new StringBuilder();
        List<Tagged> inside = new ArrayList<>();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.SPACE, XMLStreamConstants.CDATA ->
                    text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> {
                    Tagged one = element(xml, depth + 1);
                    if (one == null) {
                        return null;
                    }
                    inside.add(one);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return inside.isEmpty() || Tagged.blank(text.toString())
                            ? new Tagged(tag, inside.isEmpty() ? text.toString() : "", inside)
                            : null;
                }
                default -> {
                    return null; // Document types, instructions and comments have no place in a record.
                }
            }
        }
    }
}
