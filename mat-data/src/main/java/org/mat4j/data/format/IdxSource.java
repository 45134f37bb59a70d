package org.mat4j.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An IDX file in a folder or among the resources, with the name that messages call it by. */
public record IdxSource(String name, Opener opener) {
    /** Opens the bytes as stored, which may be compressed. */
    interface Opener {
        InputStream open() throws IOException;
    }

    public static IdxSource of(Path file) {
        return new IdxSource(file.toString(), () -> Files.newInputStream(file));
    }

    public static IdxSource ofResource(Class<?> owner, String resource) {
        return new IdxSource("resource " + resource, () -> {
            InputStream in = owner.getResourceAsStream(resource);
            if (in == null) {
                throw new IOException("not among the resources of " + owner.getPackageName());
            }
            return in;
        });
    }
}
