package org.mat4j.lab.plot.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Splits text into lines and values; blank lines are passed over. */
final class CsvParser {

    private final Path file;
    private final String text;
    private int at;
    private int line = 1;

    CsvParser(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    List<CsvRow> lines() {
        List<CsvRow> rows = new ArrayList<>();
        while (at < text.length()) {
            int start = line;
            List<String> cells = cells();
            if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                rows.add(new CsvRow(start, cells));
            }
        }
        return rows;
    }

    /** The values up to the end of the line, which is passed. */
    private List<String> cells() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (passed(','));
        passed('\r');
        if (at < text.length() && !passed('\n')) {
            throw CsvTable.invalid(
                    file, new CsvRow(line, List.of()), "a comma or the end of the line after a quote", "more text");
        }
        line++;
        return cells;
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        int start = line;
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw CsvTable.invalid(
                        file, new CsvRow(start, List.of()), "a quote at the end of the value", "the end of the file");
            }
            char c = text.charAt(at++);
            if (c == '"' && !passed('"')) {
                return value.toString();
            }
            if (c == '\n') {
                line++;
            }
            value.append(c);
        }
    }

    private boolean passed(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }
}
