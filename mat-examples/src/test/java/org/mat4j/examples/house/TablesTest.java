package org.mat4j.examples.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mat4j.lab.results.DocumentTables;

/** The documents' tables are as their files of results have them; the command tables writes them. */
class TablesTest {

    @Test
    void noTableDiffersFromItsFile() {
        List<String> outdated = Stream.of("docs", "README.md")
                .flatMap(path -> DocumentTables.in(House.FOLDER.resolve(path)).stream())
                .flatMap(document -> document.outdated().stream().map(line -> document.path() + ", line " + line))
                .toList();

        assertEquals(List.of(), outdated);
    }
}
