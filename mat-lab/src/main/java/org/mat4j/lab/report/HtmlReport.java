package org.mat4j.lab.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.output.Output;
import org.mat4j.lab.plot.Picture;

/**
 * A page of sections. It is one file: pictures, style and script are in it, and its security policy forbids to load
 * anything else. Text is escaped.
 *
 * @param title of the page
 * @param subtitle below the title
 * @param sections in their order
 */
public record HtmlReport(String title, String subtitle, List<Section> sections) {

    /** Copies the list. */
    public HtmlReport {
        sections = List.copyOf(sections);
    }

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

        /** A section of tables alone. */
        public static Section of(String title, Table... tables) {
            return new Section(title, List.of(), List.of(tables), List.of());
        }
    }

    /**
     * A table of a report.
     *
     * @param caption above it: what the numbers are and in which units
     * @param header names of the columns
     * @param rows each with as many cells as the header; cells that are numbers are sorted as numbers
     */
    public record Table(String caption, List<String> header, List<List<String>> rows) {

        /** Checks the lengths and copies the lists. */
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                String found = row.size() + " in row " + row;
                String expected = header.size() + ", as many as the header";
                Checks.require(
                        row.size() == header.size(), "number of cells in the table '" + caption + "'", found, expected);
            }
        }
    }

    /**
     * A picture of a report.
     *
     * @param caption below it: what it shows and in which units
     * @param alternative what stands for it where pictures are not shown
     * @param png the file's content; not changed afterwards
     */
    public record Figure(String caption, String alternative, byte[] png) {

        /** Checks that there is a picture. */
        public Figure {
            Checks.require(png.length > 0, "size of the picture '" + alternative + "'", 0, "a PNG file's content");
        }

        /** A drawn picture, as pixels. */
        public static Figure of(String caption, String alternative, Picture picture) {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            try {
                picture.writePng(png);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Figure(caption, alternative, png.toByteArray());
        }

        /** The picture as an address that holds it. */
        public String source() {
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        }
    }

    /** Writes the page, as {@link Output#write} does. */
    public void write(Path file) {
        Mustache template = new DefaultMustacheFactory().compile("org/mat4j/lab/report/report.mustache");
        Output.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            template.execute(writer, this);
            writer.flush();
        });
    }
}
