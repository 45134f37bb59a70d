package org.mat4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** An IDX file in a folder or among the resources, with the name that messages call it by. */
record IdxSource(String name, Opener opener) {
    /** Opens the bytes as stored, which may be compressed. */
    interface Opener {
        InputStream open() throws IOException;
    }

    static IdxSource of(Path file) {
        return new IdxSource(file.toString(), () -> Files.newInputStream(file));
    }

    static IdxSource ofResource(String resource) {
        return new IdxSource("resource " + resource, () -> {
            InputStream in = IdxSource.class.getResourceAsStream(resource);
            if (in == null) {
                throw new IOException("not among the resources of " + IdxSource.class.getPackageName());
            }
            return in;
        });
    }
}
