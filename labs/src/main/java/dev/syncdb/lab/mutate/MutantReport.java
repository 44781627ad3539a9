package dev.syncdb.lab.mutate;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** Reads what PIT writes. Stateless. */
final class MutantReport {
    private MutantReport() {}

    /**
     * All mutants of a report.
     *
     * @throws IOException if it is none
     */
    static List<Mutant> read(InputStream xml) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        NodeList found = parsed(xml).getElementsByTagName("mutation");
        for (int i = 0; i < found.getLength(); i++) {
            Element mutation = (Element) found.item(i);
            String mutator = text(mutation, "mutator");
            mutants.add(new Mutant(
                    text(mutation, "mutatedClass"),
                    text(mutation, "mutatedMethod"),
                    Integer.parseInt(text(mutation, "lineNumber")),
                    mutator.substring(mutator.lastIndexOf('.') + 1),
                    mutation.getAttribute("detected").equals("true")));
        }
        return mutants;
    }

    private static Element parsed(InputStream xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Else it prints what it then throws.
            builder.setErrorHandler(null);
            return builder.parse(xml).getDocumentElement();
        } catch (ParserConfigurationException | SAXException malformed) {
            throw new IOException("no report of mutants", malformed);
        }
    }

    private static String text(Element parent, String name) throws IOException {
        NodeList found = parent.getElementsByTagName(name);
        if (found.getLength() == 0) {
            throw new IOException("a mutant without " + name);
        }
        return found.item(0).getTextContent();
    }
}
