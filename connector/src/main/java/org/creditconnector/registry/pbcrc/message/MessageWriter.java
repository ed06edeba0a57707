package org.creditconnector.registry.pbcrc.message;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes messages as lines: {@code <Document><ROOT>…</ROOT></Document>} without line breaks. Writes what the message holds in its order;
 * {@link MessagePack#arranged} puts it into the pack's. Not for several threads; keep one per thread and use it for all lines.
 */
public final class MessageWriter {
    /** The element around every record. */
    static final String DOCUMENT = "Document";

    private final MessagePack pack;
    private final StringWriter text = new StringWriter(2048);
    private final XMLStreamWriter xml;

    /** @param pack gives the root tags */
    public MessageWriter(MessagePack pack) {
        this.pack = pack;
        try {
            this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the Java runtime writes no XML", e);
        }
    }

    /**
     * The line of a message, without a line break at its end.
     *
     * @throws IllegalArgumentException when the record cannot be written, or a value holds a character that may not stand in a line;
     *     {@link MessageChecks} finds the latter before
     */
    public String line(Message message) {
        RecordLayout layout = pack.record(message.record());
        if (!layout.notUsable().isEmpty()) {
            throw new IllegalArgumentException("record " + message.record() + ": " + layout.notUsable());
        }
        // Before the first tag: an element that stays open would spoil the next line.
        message.segments().forEach(MessageWriter::demandWritable);
        text.getBuffer().setLength(0);
        try {
            xml.writeStartElement(DOCUMENT);
            xml.writeStartElement(layout.root());
            for (Segment segment : message.segments()) {
                boolean itself = segment.tag().equals(Segment.ITSELF);
                if (!itself) {
                    xml.writeStartElement(segment.tag());
                }
                write(segment);
                if (!itself) {
                    xml.writeEndElement();
                }
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("record " + message + " cannot be written", e);
        }
        return text.toString();
    }

    private void write(Parts parts) throws XMLStreamException {
        for (Part part : parts.parts()) {
            xml.writeStartElement(part.tag());
            if (part instanceof Group group) {
                write(group);
            } else if (part instanceof Field field) {
                xml.writeCharacters(field.value());
            }
            xml.writeEndElement();
        }
    }

    private static void demandWritable(Parts parts) {
        for (Part part : parts.parts()) {
            if (part instanceof Group group) {
                demandWritable(group);
            } else if (part instanceof Field field) {
                int forbidden = XmlText.firstForbidden(field.value());
                if (forbidden >= 0) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "field %s: character U+%04X at %d may not stand in a message; check before writing",
                            field.tag(),
                            (int) field.value().charAt(forbidden),
                            forbidden));
                }
            }
        }
    }
}
