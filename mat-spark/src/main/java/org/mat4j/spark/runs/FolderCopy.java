package org.mat4j.spark.runs;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a run's files to a {@link HadoopFolder} as they change, the older ones first, and removes there what goes here. */
final class FolderCopy implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCopy.class);
    private static final long INTERVAL_MILLISECONDS = 2000;

    private final HadoopFolder there;
    private final String name;
    private final Path root;
    private final Map<String, FileTime> copied = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::copyAgainAndAgain, "copies of a run");

    FolderCopy(HadoopFolder there, String name, Path root) {
        this.there = there;
        this.name = name;
        this.root = root;
    }

    /** What is here now is there too. */
    FolderCopy start() throws IOException {
        copied.putAll(files());
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void copyAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLISECONDS);
                try {
                    copy();
                } catch (IOException e) {
                    LOG.warn(
                            "trying again to copy files of {} to {}, after {}",
                            name,
                            there.place(),
                            HadoopFolder.reason(e));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Not of another process that may be writing there, too: it removes only what it has copied. */
    synchronized void copy() throws IOException {
        Map<String, FileTime> files = files();
        List<String> changed = new ArrayList<>(files.keySet());
        changed.removeIf(file -> files.get(file).equals(copied.get(file)));
        changed.sort(Comparator.comparing(files::get));
        for (String file : changed) {
            try {
                byte[] content = Files.readAllBytes(root.resolve(file));
                there.write(file, out -> out.write(content));
                copied.put(file, files.get(file));
            } catch (NoSuchFileException e) {
                LOG.debug("{} went before it was copied", file);
            }
        }
        for (String file : List.copyOf(copied.keySet())) {
            if (!files.containsKey(file)) {
                there.delete(file);
                copied.remove(file);
            }
        }
    }

    /** Those that are not hidden, by name below the root, with the times at which they were written. */
    private Map<String, FileTime> files() throws IOException {
        Path folder = root.resolve(name);
        Map<String, FileTime> files = new LinkedHashMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.getLastModifiedTime(file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause(); // one that went while they were listed
        }
        return files;
    }

    /** With the last changes. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        copy();
    }
}
