package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code mat4j}, with a program in place of the command line that tells what it was given. */
class LauncherTest {

    private static final Path SCRIPT = Path.of("mat4j");

    @TempDir
    Path folder;

    private Path home;

    /** What the script runs: it prints its words, and how it was started, and ends with as many as there are. */
    public static final class Echo {

        /** Called by Java. */
        public static void main(String[] args) {
            System.out.println(Arrays.toString(args) + " by " + System.getProperty("mat4j.start") + " "
                    + System.getProperty("test.option"));
            System.exit(args.length);
        }
    }

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
        home = Files.createDirectories(folder.resolve("a b"));
        Files.copy(SCRIPT, home.resolve("mat4j"), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        assertTrue(Files.isExecutable(home.resolve("mat4j")));
    }

    private Path makeJar() throws IOException {
        Path jar = Files.createDirectories(home.resolve("target")).resolve("mat-examples.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String file = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(Echo.class.getClassLoader().getResourceAsStream(file).readAllBytes());
            zip.closeEntry();
        }
        return jar;
    }

    private Run run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("mat4j").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().put("MAT4J_JAVA_OPTIONS", "-Dtest.option=given");
        int code = builder.start().waitFor();
        return new Run(
                code,
                Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
    }

    @Test
    void theProgramIsGivenTheWordsAsTheyAreAndItsCodeIsTheScripts() throws Exception {
        Path jar = makeJar();
        Path archive = home.resolve("target/mat4j.jsa");
        // An archive is made by a run that ends well, which the program's only does without words.
        Files.createFile(archive);
        Files.setLastModifiedTime(
                archive, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 10_000));

        Run run = run("train", "--out=x y", "*");

        assertEquals("[train, --out=x y, *] by " + home.resolve("mat4j") + " given\n", run.out());
        assertEquals(3, run.code(), run.err());
        assertEquals("", run.err());
    }

    /** The program's code is not 0 here, so that there is no archive to be had. */
    @Test
    void whereNoArchiveCanBeMadeItIsTriedOnce() throws Exception {
        makeJar();

        Run first = run("--help");
        Run second = run("--help");

        assertEquals(1, first.code(), first.err());
        assertTrue(first.err().contains("preparing a quick start"), first.err());
        assertEquals(new Run(1, first.out(), ""), second);
        try (var files = Files.list(home.resolve("target"))) {
            assertEquals(
                    List.of("mat-examples.jar", "mat4j.jsa"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void withoutTheJarItSaysHowToMakeIt() throws Exception {
        Run run = run("train");

        assertEquals(2, run.code());
        assertTrue(
                run.err().contains("there is no " + home.toRealPath().resolve("target/mat-examples.jar")), run.err());
        assertTrue(run.err().contains("mvn -q -DskipTests package"), run.err());
    }
}
