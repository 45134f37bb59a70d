package org.mat4j.lab.study;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.mat4j.core.check.Checks;

/**
 * A file or folder, and what to call it.
 *
 * @param name given with it; empty if it is called as the path says
 * @param path where it is
 */
public record NamedPath(Optional<String> name, Path path) {

    /**
     * Reads {@code PATH} or {@code NAME=PATH}. A name has no separators of folders, so that {@code ./a=b} is a path.
     *
     * @throws IllegalArgumentException if name or path is empty
     */
    public static NamedPath parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals);
        if (equals < 0 || name.contains("/") || name.contains(File.separator)) {
            Checks.require(!text.isBlank(), "path", "'" + text + "'", "the path of a file or folder");
            return new NamedPath(Optional.empty(), Path.of(text));
        }
        String path = text.substring(equals + 1);
        Checks.require(!name.isBlank() && !path.isBlank(), "named path", "'" + text + "'", "PATH or NAME=PATH");
        return new NamedPath(Optional.of(name), Path.of(path));
    }
}
