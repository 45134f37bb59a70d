package org.mat4j.lab.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param title its heading
 * @param paragraphs plain text before tables and figures
 * @param tables may be none
 * @param figures may be none
 */
public record Section(String title, List<String> paragraphs, List<Table> tables, List<Figure> figures) {

    /** Copies the lists. */
    public Section {
        paragraphs = List.copyOf(paragraphs);
        tables = List.copyOf(tables);
        figures = List.copyOf(figures);
    }
}
