package org.mat4j.spark.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramJarsTest {

    @TempDir
    Path folder;

    private Path program;
    private Path library;

    /** A program whose manifest names a library, and one that is not there. */
    @BeforeEach
    void makeJars() throws IOException {
        program = folder.resolve("acme.jar");
        library = folder.resolve("lib/own.jar");
        Files.createDirectory(library.getParent());
        write(library, "");
        write(program, "lib/own.jar lib/gone.jar");
    }

    private static void write(Path jar, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private static List<String> jars(String deployMode, String given) {
        SparkConf conf = new SparkConf(false).set("spark.submit.deployMode", deployMode);
        if (given != null) {
            conf.set("spark.jars", given);
        }
        return List.of(ProgramJars.of(conf));
    }

    @Test
    void whatTheManifestNamesIsSentOnce() {
        List<String> expected = List.of(program.toString(), library.toString());

        assertEquals(expected, jars("client", program.toString()));
        assertEquals(expected, jars("client", program.toUri() + "," + library.toUri()));
    }

    /** As with an image of a container: executors look for the libraries beside a copy of the program, where they are not. */
    @Test
    void whatTheManifestNamesOfAJarThatIsEverywhereIsEverywhereToo() {
        assertEquals(List.of("local:" + program, "local:" + library), jars("cluster", "local://" + program));
        assertEquals(List.of("local:/opt/acme.jar"), jars("client", "local:///opt/acme.jar"));
    }

    @Test
    void jarsElsewhereStayAsTheyAre() {
        assertEquals(List.of("hdfs://head:8020/acme.jar"), jars("client", "hdfs://head:8020/acme.jar"));
    }

    @Test
    void yarnHasSentTheJarsOfAProgramThatRunsInTheCluster() {
        assertEquals(List.of(), jars("cluster", null));
    }

    @Test
    void aJarThatIsNotThereIsNamed() {
        String gone = folder.resolve("gone.jar").toString();

        IllegalStateException error = assertThrows(IllegalStateException.class, () -> jars("client", gone));

        assertTrue(
                error.getMessage().startsWith("cannot read the jar " + gone + " of the program: "), error.getMessage());
    }
}
