package org.mat4j.examples.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents point to files that exist, and to lines that hold what they say. */
class DocumentsTest {

    /** [text](target) or [text](target#Lnumber); targets on the web are left alone. */
    private static final Pattern LINK =
            Pattern.compile("\\[([^\\]]+)]\\((?!https?:|#)([^)#\\s]+)(?:#L(\\d+))?(?:#[^)]*)?\\)");

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(
                House.FOLDER.resolve("README.md"),
                House.FOLDER.resolve("CONTRIBUTING.md"),
                House.FOLDER.resolve("CHANGELOG.md")));
        try (Stream<Path> docs = Files.list(House.FOLDER.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        return documents;
    }

    @Test
    void linksLeadToWhatTheyName() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                links++;
                Path target = document.resolveSibling(link.group(2)).normalize();
                if (!Files.exists(target)) {
                    broken.add(document + " links to " + link.group(2) + ", which does not exist");
                } else if (link.group(3) != null) {
                    String name = link.group(1).replace("`", "");
                    List<String> lines = Files.readAllLines(target);
                    int line = Integer.parseInt(link.group(3));
                    if (line > lines.size() || !lines.get(line - 1).contains(name)) {
                        broken.add(document + " finds '" + name + "' in line " + line + " of " + link.group(2)
                                + ", which is: " + (line > lines.size() ? "beyond its end" : lines.get(line - 1)));
                    }
                }
            }
        }
        assertFalse(links == 0, "no link was found");
        assertEquals(List.of(), broken);
    }
}
