package org.mat4j.lab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.lab.testing.Messages.name;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/** Tables of documents against their files. */
class DocumentTablesTest {

    private static final double[] ERRORS = {1.57, 1.45, 1.71};

    @TempDir
    Path folder;

    private Path document;

    @BeforeEach
    void writeTheResults() throws IOException {
        document = folder.resolve("doc.md");
        write(
                "baseline,1,aa,1000,2.5,8.4,",
                "mat,1,bb,1000," + ERRORS[0] + ",37.7,90.1",
                "mat,2,bb,1000," + ERRORS[1] + ",31.6,92.3",
                "mat,3,bb,1000," + ERRORS[2] + ",41.1,91.7");
    }

    private void write(String... rows) throws IOException {
        Files.writeString(
                folder.resolve("table.csv"),
                "experiment,seed,settings,updates,test-error,fisher-ratio,linf-0.3\n" + String.join("\n", rows) + "\n");
    }

    private DocumentTables document(String... marker) throws IOException {
        Files.writeString(
                document,
                "# Title\n\n<!-- table: table.csv\n" + String.join("\n", marker)
                        + "\n-->\n<!-- end of table -->\nThe end.\n");
        return new DocumentTables(document);
    }

    @Test
    void aTableHasMeanAndStandardErrorOfEachExperiment() throws IOException {
        DocumentTables tables = document("test-error: test error, %", "linf-0.3: robust, %", "updates: updates");
        double sum = 0;
        for (double error : ERRORS) {
            sum += error;
        }
        double mean = sum / 3;
        double squares = 0;
        for (double error : ERRORS) {
            squares += (error - mean) * (error - mean);
        }
        double standardError = Math.sqrt(squares / 2) / Math.sqrt(3);

        assertEquals(List.of(3), tables.outdated());
        assertTrue(tables.update());

        assertEquals(
                String.format(
                        Locale.ROOT,
                        """
                        # Title

                        <!-- table: table.csv
                        test-error: test error, %%
                        linf-0.3: robust, %%
                        updates: updates
                        -->
                        | experiment | seeds | test error, %% | robust, %% | updates |
                        | --- | ---: | ---: | ---: | ---: |
                        | baseline | 1 | 2.50 |  | 1000 |
                        | mat | 3 | %.2f ± %.2f | 91.37 ± 0.66 | 1000 |
                        <!-- end of table -->
                        The end.
                        """,
                        mean,
                        standardError),
                Files.readString(document));
        assertEquals(List.of(), tables.outdated());
        assertFalse(tables.update());
    }

    @Test
    void aChangedDigitIsFoundInTheDocumentAndInTheFile() throws IOException {
        DocumentTables tables = document("fisher-ratio: Fisher's ratio");
        tables.update();
        String right = Files.readString(document);

        Files.writeString(document, right.replace("8.40", "8.41"));
        assertEquals(List.of(3), tables.outdated());
        tables.update();
        assertEquals(right, Files.readString(document));

        write("baseline,1,aa,1000,2.5,8.5,", "mat,1,bb,1000,1.57,37.7,90.1");
        assertEquals(List.of(3), tables.outdated());
    }

    @Test
    void rowsChooseAndOrderTheExperiments() throws IOException {
        DocumentTables tables = document("rows: mat, baseline", "updates: updates");
        tables.update();
        List<String> lines = Files.readAllLines(document);
        assertTrue(lines.get(8).startsWith("| mat |") && lines.get(9).startsWith("| baseline |"), lines.toString());

        document("rows: mat").update();
        assertFalse(Files.readString(document).contains("| baseline |"));
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        Path csv = folder.resolve("table.csv");
        for (String[] wrong : new String[][] {
            {"testerror: test error", csv + "", "column 'testerror'"},
            {"rows: mat, vat", csv + "", "'vat'", "[baseline, mat]"},
            {"test-error", document + ", line 4", "'test-error'"},
            {"updates: a\nupdates: b", document + ", line 5", "'updates: b'"},
        }) {
            DocumentTables tables = document(wrong[0]);
            name(
                    InvalidDataException.class,
                    tables::outdated,
                    List.of(wrong).subList(1, wrong.length).toArray(String[]::new));
        }
        for (String row : new String[] {"mat,2,cc,1000,1,2,3", "mat,2,bb,1000,1,2,", "mat,2,bb,1000,1,2,much"}) {
            write("mat,1,bb,1000,1,2,3", row);
            name(InvalidDataException.class, document("linf-0.3: robust")::outdated, csv + ", line 3");
        }
        Files.delete(csv);
        name(MissingDataException.class, document("updates: updates")::outdated, csv.toString());
    }

    @Test
    void aCommentThatDoesNotEndIsNamed() throws IOException {
        Files.writeString(document, "<!-- table: table.csv\nupdates: updates\n-->\n");
        name(InvalidDataException.class, new DocumentTables(document)::outdated, document + ", line 3", "end of table");
        Files.writeString(document, "\n<!-- table: table.csv\nupdates: updates\n");
        name(InvalidDataException.class, new DocumentTables(document)::outdated, document + ", line 2", "'-->'");
    }

    @Test
    void aFoldersDocumentsAreThoseInMarkdown() throws IOException {
        document("updates: updates");
        assertEquals(List.of(new DocumentTables(document)), DocumentTables.in(folder));
        assertEquals(List.of(new DocumentTables(document)), DocumentTables.in(document));
        name(
                MissingDataException.class,
                new DocumentTables(folder.resolve("none.md"))::outdated,
                folder.resolve("none.md").toString());
    }
}
