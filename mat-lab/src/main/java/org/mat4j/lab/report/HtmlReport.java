package org.mat4j.lab.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.mat4j.lab.output.OutputFile;

/**
 * A page of sections. It is one file: pictures, style and script are in it, and its security policy forbids to load
 * anything else. Text is escaped.
 *
 * @param title of the page
 * @param subtitle below the title
 * @param sections in their order
 */
public record HtmlReport(String title, String subtitle, List<Section> sections) {

    private static final String TEMPLATE = "org/mat4j/lab/report/report.mustache";

    /** Copies the list. */
    public HtmlReport {
        sections = List.copyOf(sections);
    }

    /**
     * Writes the page.
     *
     * @throws org.mat4j.lab.output.OutputException if the file cannot be written
     */
    public void write(Path file) {
        Mustache template = new DefaultMustacheFactory().compile(TEMPLATE);
        OutputFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            template.execute(writer, this);
            writer.flush();
        });
    }
}
