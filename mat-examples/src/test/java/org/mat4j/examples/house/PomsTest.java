package org.mat4j.examples.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The POMs have what Maven Central asks for, and the BOM what a user's POM takes from it. */
class PomsTest {

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();
    private static final Document ROOT = parse(".");
    private static final Document BOM = parse("mat-bom");

    private static Document parse(String module) {
        Path pom = House.FOLDER.resolve(module).resolve("pom.xml");
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (Exception e) {
            throw new AssertionError("cannot read " + pom, e);
        }
    }

    private static List<String> texts(Document pom, String path) {
        try {
            NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (Exception e) {
            throw new AssertionError("cannot find " + path, e);
        }
    }

    static List<String> modules() {
        return texts(ROOT, "/project/modules/module");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleSaysWhatMavenCentralAsksFor(String module) {
        Document pom = parse(module);
        assertNotEquals(List.of(), texts(pom, "/project/name"), module + " has no name");
        assertNotEquals(List.of(), texts(pom, "/project/description"), module + " has no description");
        for (String path : List.of(
                "/project/url",
                "/project/licenses/license/url",
                "/project/developers/developer/name",
                "/project/scm/connection",
                "/project/scm/developerConnection",
                "/project/scm/url")) {
            assertNotEquals(List.of(), texts(BOM, path), "no " + path + " to inherit");
        }
    }

    @Test
    void theBomHasEveryLibrary() {
        Set<String> libraries = new TreeSet<>(modules());
        libraries.removeIf(m -> m.equals("mat-bom")
                || texts(parse(m), "/project/properties/skipPublishing").contains("true"));
        assertEquals(
                libraries,
                new TreeSet<>(texts(BOM, "//dependency[groupId='org.mat4j']/artifactId")),
                "modules that are published, and those of the BOM");
    }
}
