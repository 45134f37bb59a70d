package org.mat4j.spark.runs;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.mat4j.core.check.Checks;

/**
 * The master of a cluster by its URL, as Spark writes it: {@code local[2]}, {@code spark://HOST:7077}, {@code yarn}, {@code
 * k8s://https://HOST:PORT}.
 *
 * @param url such a one
 */
public record SparkMaster(String url) {

    private static final Pattern FORM = Pattern.compile(
            "local(\\[(\\d{1,4}|\\*)(,\\d{1,4})?])?|spark://[\\w.-]+:\\d{1,5}(,[\\w.-]+:\\d{1,5})*|yarn|k8s://\\S+");

    private static final String STANDALONE = "spark://";
    private static final int CONNECT_MILLISECONDS = 5000;

    /** Checks the form. */
    public SparkMaster {
        Checks.require(
                FORM.matcher(url).matches(),
                "master",
                "'" + url + "'",
                "local[N] with N threads, spark://HOST:PORT, yarn or k8s://URL");
    }

    /**
     * Starts an application there; other settings are those of Spark's own properties and of {@code spark-submit}.
     *
     * @param name of the application
     * @throws IllegalStateException if no master answers there within seconds
     */
    public JavaSparkContext connect(String name) {
        requireAnswer();
        SparkConf conf = new SparkConf().setMaster(url).setAppName(name);
        if (url.startsWith(STANDALONE) && !conf.contains("spark.jars")) {
            conf.setJars(ownJars().toArray(String[]::new));
        }
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        return new JavaSparkContext(conf);
    }

    /** Spark itself tries for minutes. */
    private void requireAnswer() {
        if (!url.startsWith(STANDALONE)) {
            return;
        }
        IOException last = null;
        for (String address : url.substring(STANDALONE.length()).split(",")) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                        CONNECT_MILLISECONDS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                last = e instanceof IOException io ? io : new IOException(e.getMessage(), e);
            }
        }
        throw new IllegalStateException(
                "no Spark master answers at " + url + ": " + last.getMessage()
                        + "; expected the URL that its web page shows",
                last);
    }

    /** The jars of the class path and what their manifests name, but those of Spark: executors have these. */
    private static List<String> ownJars() {
        Path spark = jarOf(SparkContext.class).getParent();
        List<String> jars = new ArrayList<>();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(jar -> !jar.getParent().equals(spark))
                .forEach(jar -> addWithManifest(jar, jars));
        return jars;
    }

    private static void addWithManifest(Path jar, List<String> jars) {
        jars.add(jar.toString());
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more != null) {
                Stream.of(more.split(" "))
                        .map(entry -> jar.resolveSibling(entry).normalize())
                        .filter(entry -> entry.toFile().isFile())
                        .forEach(entry -> jars.add(entry.toString()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + jar + " of the class path: " + e.getMessage(), e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
