package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mat4j.core.engine.backend.VectorUnit;

/** Where the virtual machine or the system fails, the command line says in one line what to do. */
class SystemFailuresTest {

    private static final String NO_AVX2 = "-XX:UseAVX=1";
    private static final String TRAIN = "train --width 2 --updates 1 --robustness-size 0 --out ";

    @TempDir
    Path folder;

    @Test
    void aProcessorThatIsTooOldReadsTheHelp() throws Exception {
        assumeTrue(VectorUnit.detect().compareTo(VectorUnit.AVX2) >= 0, "needs a processor with AVX2");

        Child help = run(NO_AVX2, "--help");
        assertEquals(0, help.code, help.err);
        assertEquals("", help.err);

        Child train = run(NO_AVX2, TRAIN + folder.resolve("run"));
        train.assertFailed("BELOW_AVX2", "linux-x86_64-onednn");
        assertFalse(Files.exists(folder.resolve("run")));
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx10m, heap is full, it may take, -Xmx",
        "-Xmx200m -Dorg.bytedeco.javacpp.maxphysicalbytes=60m, outside of Java's heap is full, as a whole 60 MB, -Xmx",
        "-Dorg.bytedeco.javacpp.cachedir=/dev/null/x -Duser.home=/dev/null -Djava.io.tmpdir=/dev/null,"
                + " a library cannot be loaded, cachedir, writable"
    })
    void aLimitOfTheProcessIsNamed(String options, String what, String value, String advice) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/null")), "needs /dev/null, which can hold no folder");

        run(options, TRAIN + folder.resolve("run")).assertFailed(what, value, advice);
    }

    @Test
    void verboseShowsWhereItArose() throws Exception {
        Child train = run("-Xmx10m", TRAIN + folder.resolve("run") + " --verbose");

        assertEquals(1, train.code);
        assertTrue(train.err.contains("\tat org.mat4j."), train.err);
    }

    @Test
    void limitsOfTheOperatingSystemAreFoundInTheCauses() {
        Exception files =
                new RuntimeException("cannot read x", new FileSystemException("x", null, "Too many open files"));
        Error threads = new OutOfMemoryError("unable to create native thread: possibly out of memory");

        assertTrue(SystemFailures.describe(files).orElseThrow().contains("ulimit -n"));
        assertTrue(SystemFailures.describe(threads).orElseThrow().contains("ulimit -u"));
        assertTrue(
                SystemFailures.describe(new StackOverflowError()).orElseThrow().contains("-Xss"));
        assertEquals(Optional.empty(), SystemFailures.describe(new IOException("cannot read x")));
    }

    private Child run(String options, String line) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = Stream.of(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC"),
                        Stream.of(options.split(" ")),
                        Stream.of(Main.class.getName()),
                        Stream.of(line.split(" ")))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder child =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        child.environment().put("CLASSPATH", asPackaged());
        Process process = child.start();
        try {
            assertTrue(process.waitFor(120, TimeUnit.SECONDS), () -> "hangs: " + command);
            return new Child(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    /** As it is packaged: with the program's own settings of its log, and without Spark, which begins behind the tests' libraries. */
    private static String asPackaged() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .takeWhile(entry -> !entry.contains("junit-platform-engine"))
                .filter(entry -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private record Child(int code, String out, String err) {

        void assertFailed(String... parts) {
            assertEquals(1, code, err);
            assertEquals("", out);
            assertFalse(err.contains("\tat "), err);
            String last = err.lines().reduce("", (a, b) -> b);
            assertTrue(last.startsWith("mat4j train: error: "), err);
            for (String part : parts) {
                assertTrue(last.contains(part), part + " in " + last);
            }
        }
    }
}
