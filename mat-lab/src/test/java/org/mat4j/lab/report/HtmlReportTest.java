package org.mat4j.lab.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.lab.output.OutputException;
import org.mat4j.lab.report.HtmlReport.Figure;
import org.mat4j.lab.report.HtmlReport.Section;
import org.mat4j.lab.report.HtmlReport.Table;
import org.mat4j.lab.testing.Chromium;
import org.mat4j.lab.testing.Messages;

/** The page itself, also as a browser sees it. */
class HtmlReportTest {

    @TempDir
    Path folder;

    private static Figure figure(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);
        return new Figure("a caption", "a picture", png.toByteArray());
    }

    private static Table table() {
        return new Table(
                "numbers",
                List.of("name", "value"),
                List.of(List.of("b", "10"), List.of("a", "9"), List.of("c", "-1")));
    }

    private Path write(Section... sections) {
        Path file = folder.resolve("report.html");
        new HtmlReport("A <b>title</b>", "from \"tests\" & more", List.of(sections)).write(file);
        return file;
    }

    @Test
    void textIsEscapedAndNothingIsLoaded() throws IOException {
        String html = Files.readString(write(new Section(
                "</script><script>alert(1)</script>", List.of("x < y & z"), List.of(table()), List.of(figure(3, 2)))));
        assertTrue(html.contains("<title>A &lt;b&gt;title&lt;/b&gt;</title>"), html);
        assertTrue(html.contains("x &lt; y &amp; z"), html);
        assertFalse(html.contains("alert(1)</script><"), html);
        assertTrue(html.contains("<td>10</td>"), html);
        assertTrue(html.contains("default-src 'none'"), html);
        assertFalse(html.contains("http:") || html.contains("https:"), "an address outside of the page");
    }

    @Test
    void aBrowserShowsThePicturesAndRunsTheScripts() throws Exception {
        Chromium browser = Chromium.orSkip(folder);
        Path file = write(
                new Section("First", List.of(), List.of(table()), List.of(figure(30, 20), figure(7, 5))),
                new Section("Second", List.of("text"), List.of(), List.of()));
        Chromium.View view = browser.open(
                file, "document.querySelectorAll('th button')[1].click();document.querySelector('img').click();");
        assertEquals(List.of(), view.complaints());
        assertEquals(2, view.imageSizes().size());
        assertArrayEquals(new int[] {30, 20}, view.imageSizes().get(0));
        assertArrayEquals(new int[] {7, 5}, view.imageSizes().get(1));
        assertTrue(view.dom().contains("<a href=\"#section-2\">Second</a>"), "the contents");
        assertTrue(view.dom().contains("class=\"full\""), "the first picture was clicked");
        String rows = view.dom().substring(view.dom().indexOf("<tbody>"));
        assertTrue(rows.indexOf(">-1<") < rows.indexOf(">9<") && rows.indexOf(">9<") < rows.indexOf(">10<"), rows);
    }

    @Test
    void theBrowserTestSeesErrorsAndMissingPictures() throws Exception {
        Chromium browser = Chromium.orSkip(folder);
        Path file = write(new Section("Only", List.of(), List.of(), List.of(new Figure("c", "a", new byte[] {1}))));
        Chromium.View view = browser.open(file, "nothingOfThatName();");
        assertTrue(view.complaints().stream().anyMatch(c -> c.contains("nothingOfThatName")), "complaints");
        assertArrayEquals(new int[] {0, 0}, view.imageSizes().get(0));
    }

    @Test
    void badPartsAreRefused() {
        Messages.refused(
                () -> new Table("t", List.of("a", "b"), List.of(List.of("1", "2"), List.of("3"))),
                "table 't'",
                "1 in row [3]",
                "2");
        Messages.refused(() -> new Figure("c", "p", new byte[0]), "picture 'p' is 0");
        Path nowhere = folder.resolve("missing").resolve("report.html");
        Messages.name(
                OutputException.class, () -> new HtmlReport("t", "s", List.of()).write(nowhere), nowhere.toString());
    }
}
