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
    /** Set by {@code spark-submit}. */
    private static final String SUBMITTED = "spark.submit.deployMode";
    /** The scheme of a jar that lies at the same place on all machines, as in an image of a container. */
    private static final String EVERYWHERE = "local:";

    private static final String HERE = "file:";

    private ProgramJars() {}

    /**
     * Those that {@code spark-submit} was given, or without it those of the class path that do not lie beside Spark's, which
     * executors have; and what their manifests name, which Spark does not look at. In cluster mode on YARN {@code spark-submit} has
     * sent all itself, and gives none.
     */
    static String[] of(SparkConf conf) {
        Set<String> jars = new LinkedHashSet<>();
        List<String> given = conf.contains(JARS) || conf.contains(SUBMITTED)
                ? List.of(conf.get(JARS, "").split(","))
                : classPath();
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
        boolean everywhere = jar.startsWith(EVERYWHERE);
        if (jar.contains(":") && !everywhere && !jar.startsWith(HERE)) {
            jars.add(jar); // not on this machine
            return;
        }
        Path path = path(jar);
        String scheme = everywhere ? EVERYWHERE : "";
        jars.add(scheme + path);
        if (everywhere && !path.toFile().isFile()) {
            return; // on the executors alone
        }
        try (JarFile file = new JarFile(path.toFile())) {
            Manifest manifest = file.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            Stream.ofNullable(more)
                    .flatMap(entries -> Stream.of(entries.split(" ")))
                    .map(entry -> path.resolveSibling(entry).normalize())
                    .filter(entry -> entry.toFile().isFile())
                    .forEach(entry -> jars.add(scheme + entry));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the jar " + jar + " of the program: " + e.getMessage(), e);
        }
    }

    private static Path path(String jar) {
        if (jar.startsWith(EVERYWHERE)) {
            return Path.of(URI.create(jar).getPath());
        }
        return jar.startsWith(HERE) ? Path.of(URI.create(jar)) : Path.of(jar);
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
