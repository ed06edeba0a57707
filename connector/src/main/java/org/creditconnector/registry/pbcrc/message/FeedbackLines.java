package org.creditconnector.registry.pbcrc.message;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the lines of a feedback file. */
final class FeedbackLines {
    private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

    String line(Feedback.Entry entry) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = factory.createXMLStreamWriter(text);
            xml.writeStartElement(MessageWriter.DOCUMENT);
            xml.writeStartElement("FbInf");
            if (entry.record() > 0) {
                field(xml, "ErrRecId", Integer.toString(entry.record()));
            }
            field(xml, "FbErrNum", Integer.toString(entry.codes().size()));
            for (Feedback.Code code : entry.codes()) {
                xml.writeStartElement("ErrInf");
                field(xml, "FbCode", code.code());
                field(xml, "FbMsg", code.message());
                xml.writeEndElement();
            }
            if (entry.record() > 0) {
                field(
                        xml,
                        "ErrRec",
                        Base64.getEncoder().encodeToString(entry.line().getBytes(StandardCharsets.UTF_8)));
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(entry + " cannot be written", e);
        }
        return text.toString();
    }

    private static void field(XMLStreamWriter xml, String tag, String value) throws XMLStreamException {
        xml.writeStartElement(tag);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }
}
