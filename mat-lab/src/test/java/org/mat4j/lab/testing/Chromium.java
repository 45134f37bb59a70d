package org.mat4j.lab.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without a window, to look at a page. A test that needs it is skipped where none is installed. */
public final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** The test's own script, run last: tells what the page's pictures came to. */
    private static final String PROBE =
            """
            <script>
            window.addEventListener("load", () => {
              const probe = document.createElement("pre");
              probe.id = "probe";
              probe.textContent = JSON.stringify([...document.images].map(
                  img => [img.complete ? img.naturalWidth : 0, img.complete ? img.naturalHeight : 0]));
              document.body.append(probe);
            });
            </script>
            </body>
            """;

    private static final Pattern SIZE = Pattern.compile("\\[(\\d+),(\\d+)]");

    private final String program;
    private final Path folder;

    private Chromium(String program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /**
     * The installed browser; the test is skipped if there is none.
     *
     * @param folder for the browser's profile and a copy of the page
     */
    public static Chromium orSkip(Path folder) {
        Optional<String> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        assumeTrue(
                found.isPresent(), "no Chromium on the path: install it to have the page looked at, one of " + NAMES);
        return new Chromium(found.orElseThrow(), folder);
    }

    /**
     * What a page looks like once its scripts have run.
     *
     * @param dom its elements as text
     * @param imageSizes width and height of each picture; 0 for one that is not shown
     * @param complaints what the browser logged of the page: errors of scripts, refused loads
     */
    public record View(String dom, List<int[]> imageSizes, List<String> complaints) {}

    /**
     * Opens a page.
     *
     * @param script run in the page before it is looked at, such as a click; may be empty
     */
    public View open(Path page, String script) throws IOException, InterruptedException {
        String html = Files.readString(page);
        assertEquals(1, html.split("</body>", -1).length - 1, "ends of the body");
        Path copy = folder.resolve("probed.html");
        Files.writeString(copy, html.replace("</body>", "<script>" + script + "</script>" + PROBE));
        Path out = folder.resolve("dom.txt");
        Path log = folder.resolve("chromium.log");
        Process process = new ProcessBuilder(
                        program,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        copy.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end within two minutes");
        }
        assertEquals(0, process.exitValue(), () -> read(log));
        String dom = read(out);
        Matcher probe = Pattern.compile("<pre id=\"probe\">(.*?)</pre>").matcher(dom);
        assertTrue(probe.find(), "the page was not loaded to its end: " + read(log));
        List<int[]> sizes = SIZE.matcher(probe.group(1))
                .results()
                .map(r -> new int[] {Integer.parseInt(r.group(1)), Integer.parseInt(r.group(2))})
                .toList();
        List<String> complaints =
                read(log).lines().filter(line -> line.contains("CONSOLE")).toList();
        return new View(dom, sizes, complaints);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
