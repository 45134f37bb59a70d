package org.mat4j.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/** Versions of the software, for records. */
public final class Versions {

    private static final String UNKNOWN = "unknown";

    private Versions() {}

    /** This library's version. */
    public static String mat4j() {
        return read(Versions.class, "version.properties");
    }

    /** The version of ND4J on the class path; "unknown" if its jar does not say. */
    public static String nd4j() {
        return read(Nd4j.class, "/META-INF/maven/org.nd4j/nd4j-api/pom.properties");
    }

    private static String read(Class<?> origin, String resource) {
        try (InputStream in = origin.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
