package org.mat4j.spark.runs;

import java.net.URI;
import org.mat4j.core.check.Checks;

/**
 * A folder of a Hadoop file system, such as {@code hdfs://head:8020/runs} or {@code s3a://bucket/runs}; it need not exist.
 *
 * @param uri with a scheme
 */
public record SharedFolder(URI uri) {

    /** Checks the form. */
    public SharedFolder {
        Checks.require(
                uri.getScheme() != null
                        && uri.getPath() != null
                        && uri.getPath().length() > 1,
                "shared folder",
                "'" + uri + "'",
                "a URI with a path, such as hdfs://HOST:PORT/FOLDER");
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException if it is none, or has no scheme or no path
     */
    public static SharedFolder parse(String text) {
        try {
            return new SharedFolder(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "shared folder is '" + text + "', expected a URI with a path, such as hdfs://HOST:PORT/FOLDER", e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
