package org.mat4j.lab.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.lab.output.Output;

/**
 * A document in Markdown whose tables of results are made of their files. A table stands between comments, of which the
 * first names the file, by its path from the document, and the columns in their order with their titles; and where not all
 * of the file's experiments are to be shown, or in another order, which ones:
 *
 * <pre>{@code
 * <!-- table: results/table1.csv
 * test-error: test error, %
 * fisher-ratio: Fisher's ratio
 * rows: baseline, vat, mat
 * -->
 * | experiment | seeds | test error, % | Fisher's ratio |
 * ...
 * <!-- end of table -->
 * }</pre>
 *
 * @param path the document
 */
public record DocumentTables(Path path) {

    private static final String START = "<!-- table:";
    private static final String MIDDLE = "-->";
    private static final String END = "<!-- end of table -->";
    private static final String ROWS = "rows";

    /**
     * The documents in a folder, those whose names end in .md, sorted; or the document itself.
     *
     * @throws DataException if there is no such folder or file
     */
    public static List<DocumentTables> in(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(new DocumentTables(path));
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(DocumentTables::new)
                    .toList();
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    /**
     * The lines (counted from 1) at which tables begin that differ from their files.
     *
     * @throws DataException if the document, or a file that it names, is missing or damaged
     */
    public List<Integer> outdated() {
        List<String> lines = read();
        return tables(lines).stream()
                .filter(table -> !table.rendered().equals(table.found(lines)))
                .map(table -> table.start + 1)
                .toList();
    }

    /**
     * Writes the tables as their files have them; leaves a document alone in which none differs.
     *
     * @return whether the document was written
     * @throws DataException as {@link #outdated}
     * @throws org.mat4j.lab.output.OutputException if it cannot be written
     */
    public boolean update() {
        if (outdated().isEmpty()) {
            return false;
        }
        List<String> lines = new ArrayList<>(read());
        List<Table> tables = tables(lines);
        for (int i = tables.size() - 1; i >= 0; i--) {
            Table table = tables.get(i);
            List<String> old = lines.subList(table.middle + 1, table.end);
            old.clear();
            old.addAll(table.rendered().lines().toList());
        }
        Output.writeText(path, lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        return true;
    }

    private List<String> read() {
        try {
            return InputFile.text(path).lines().toList();
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    /** A table by the indices of the lines at which its comment begins and ends, and the table. */
    private record Table(
            int start, int middle, int end, ResultsFile results, Map<String, String> titles, List<String> experiments) {

        String rendered() {
            return ResultsTable.markdown(results, titles, experiments);
        }

        String found(List<String> lines) {
            return lines.subList(middle + 1, end).stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        }
    }

    private List<Table> tables(List<String> lines) {
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(START)) {
                int middle = find(lines, MIDDLE, i);
                tables.add(table(lines, i, middle, find(lines, END, middle)));
                i = middle;
            }
        }
        return tables;
    }

    private int find(List<String> lines, String wanted, int after) {
        for (int i = after + 1; i < lines.size() && !lines.get(i).startsWith(START); i++) {
            if (lines.get(i).equals(wanted)) {
                return i;
            }
        }
        throw new InvalidDataException(place(after), "a line '" + wanted + "' below", "none");
    }

    private Table table(List<String> lines, int start, int middle, int end) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (int i = start + 1; i < middle; i++) {
            String[] words = lines.get(i).split(":", 2);
            if (words.length < 2 || titles.put(words[0].strip(), words[1].strip()) != null) {
                throw new InvalidDataException(place(i), "COLUMN: TITLE, each column once", "'" + lines.get(i) + "'");
            }
        }
        String rows = titles.remove(ROWS);
        Path file =
                path.resolveSibling(lines.get(start).substring(START.length()).strip());
        return new Table(
                start,
                middle,
                end,
                new ResultsFile(file),
                titles,
                rows == null ? List.of() : List.of(rows.split("\\s*,\\s*")));
    }

    private String place(int index) {
        return path + ", line " + (index + 1);
    }
}
