package org.mat4j.spark.runs;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/** The jars that executors need of a program. */
final class ProgramJars {

    private static final String JARS = "spark.jars";

    private ProgramJars() {}

    /**
     * Those that {@code spark-submit} was given, or else those of the class path that do not lie beside Spark's, which executors
     * have; and what their manifests name, which Spark does not look at.
     */
    static String[] of(SparkConf conf) {
        Set<String> jars = new LinkedHashSet<>();
        List<String> given = conf.contains(JARS) ? List.of(conf.get(JARS).split(",")) : classPath();
        given.stream().filter(jar -> !jar.isEmpty()).forEach(jar -> addWithManifest(jar, jars));
        return jars.toArray(String[]::new);
    }

    private static List<String> classPath() {
        Path spark = folderOf(SparkContext.class);
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(jar -> !jar.getParent().equals(spark))
                .map(Path::toString)
                .toList();
    }

    private static void addWithManifest(String jar, Set<String> jars) {
        jars.add(jar);
        if (jar.contains(":") && !jar.startsWith("file:")) {
            return; // not on this machine
        }
        Path path = jar.startsWith("file:") ? Path.of(URI.create(jar)) : Path.of(jar);
        try (JarFile file = new JarFile(path.toFile())) {
            Manifest manifest = file.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Stream.ofNullable(more)
                    .flatMap(entries -> Stream.of(entries.split(" ")))
                    .map(entry -> path.resolveSibling(entry).normalize())
                    .filter(entry -> entry.toFile().isFile())
                    .forEach(entry -> jars.add(entry.toString()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the jar " + jar + " of the program: " + e.getMessage(), e);
        }
    }

    private static Path folderOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot find the jar of " + type.getName(), e);
        }
    }
}
