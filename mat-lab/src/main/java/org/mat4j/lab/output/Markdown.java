package org.mat4j.lab.output;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text for documents. */
public final class Markdown {

    private Markdown() {}

    /**
     * A table.
     *
     * @param lines cells of each: first the titles, then how each column is aligned, such as {@code ---:}, then the rows
     */
    public static String table(Stream<List<String>> lines) {
        return lines.map(cells -> "| " + String.join(" | ", cells) + " |\n").collect(Collectors.joining());
    }
}
