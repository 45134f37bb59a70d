package org.mat4j.core.train.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one training's checkpoints: {@code latest-UPDATE.checkpoint}, of which some are kept, and
 * {@code best-UPDATE.checkpoint}. Not for use by two programs at once.
 *
 * <p>A file is complete or absent, and its content is checked when it is read. A damaged one is set aside under the
 * ending {@value #DAMAGED} once an older one has been found to resume from.
 */
public final class CheckpointStore {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final String LATEST = "latest";
    private static final String BEST = "best";
    private static final String DAMAGED = ".damaged";
    private static final Pattern NAME = Pattern.compile("(" + LATEST + "|" + BEST + ")-(\\d{1,18})\\.checkpoint");

    private final Path directory;
    private final int keep;

    /** A file of the folder, by what its name says: update is negative if it is no whole checkpoint's. */
    private record Entry(Path file, String kind, long update) {

        static Entry of(Path file) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (!name.lookingAt()) {
                return new Entry(file, "", -1);
            }
            boolean whole = name.end() == file.getFileName().toString().length() && Files.isRegularFile(file);
            return new Entry(file, name.group(1), whole ? Long.parseLong(name.group(2)) : -1);
        }

        boolean isOfStore() {
            return !kind.isEmpty() || AtomicFile.isLeftover(file);
        }
    }

    private CheckpointStore(Path directory, int keep) {
        this.directory = directory;
        this.keep = keep;
    }

    /**
     * Opens the folder: creates it if need be, makes sure that it can be written to, and removes what a killed program
     * left half-written.
     *
     * @throws CheckpointException if it cannot be written to
     */
    public static CheckpointStore open(CheckpointConfig config) {
        Path directory = config.directory();
        try {
            Files.createDirectories(directory);
            AtomicFile.requireWritable(directory);
            AtomicFile.removeLeftovers(directory);
        } catch (IOException e) {
            throw new CheckpointException(
                    "cannot write to the folder of checkpoints " + directory + ": " + FileErrors.reason(e)
                            + "; choose one that can be written to",
                    e);
        }
        return new CheckpointStore(directory, config.keep());
    }

    /**
     * Whether a folder holds checkpoints, damaged or not.
     *
     * @param directory need not exist
     */
    public static boolean holdsAny(Path directory) {
        return Files.isDirectory(directory) && entries(directory).stream().anyMatch(e -> e.update() >= 0);
    }

    /**
     * Removes the checkpoints of a folder with all that was set aside or left half-written, and the folder if nothing else
     * is in it.
     *
     * @param directory need not exist
     * @throws CheckpointException if a file cannot be removed
     */
    public static void clear(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try {
            List<Entry> entries = entries(directory);
            for (Entry entry : entries) {
                if (entry.isOfStore()) {
                    Files.deleteIfExists(entry.file());
                }
            }
            if (entries.stream().allMatch(Entry::isOfStore)) {
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new CheckpointException(
                    "cannot remove the checkpoints in " + directory + ": " + FileErrors.reason(e), e);
        }
    }

    /** Whether there is no checkpoint, not even a damaged one. */
    public boolean isEmpty() {
        return newestFile().isEmpty();
    }

    /** The file of the newest checkpoint, valid or not; empty if there is none. */
    public Optional<Path> newestFile() {
        return newestFirst().stream().map(Entry::file).findFirst();
    }

    /**
     * The newest checkpoint that is whole; damaged ones are warned of and set aside.
     *
     * @return empty if there is none at all
     * @throws CheckpointException if there are some, but all are damaged; they stay as they are
     */
    public Optional<Checkpoint> newest() {
        List<Entry> entries = newestFirst();
        List<DamagedCheckpointException> damages = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                Checkpoint checkpoint = Checkpoint.read(entry.file());
                for (int i = 0; i < damages.size(); i++) {
                    setAside(entries.get(i).file(), damages.get(i), entry.file());
                }
                return Optional.of(checkpoint);
            } catch (DamagedCheckpointException e) {
                damages.add(e);
            }
        }
        if (damages.isEmpty()) {
            return Optional.empty();
        }
        CheckpointException failure = new CheckpointException(
                "none of the " + damages.size() + " checkpoints in " + directory + " can be read ("
                        + damages.get(0).getMessage() + "); delete the folder to start from scratch");
        damages.forEach(failure::addSuppressed);
        throw failure;
    }

    /**
     * The checkpoint with the lowest validation error.
     *
     * @return empty if there is none
     * @throws CheckpointException if it is damaged
     */
    public Optional<Checkpoint> best() {
        return newestFirst().stream()
                .filter(e -> e.kind().equals(BEST))
                .findFirst()
                .map(Entry::file)
                .map(Checkpoint::read);
    }

    /**
     * Writes the latest checkpoint, and removes the oldest beyond the number to keep.
     *
     * @return its file
     * @throws CheckpointException if it cannot be written; those before are intact
     */
    public Path write(Checkpoint checkpoint) {
        return write(LATEST, checkpoint, keep);
    }

    /**
     * Writes the best checkpoint, in place of the one before.
     *
     * @return its file
     * @throws CheckpointException if it cannot be written; those before are intact
     */
    public Path writeBest(Checkpoint checkpoint) {
        return write(BEST, checkpoint, 1);
    }

    private Path write(String kind, Checkpoint checkpoint, int count) {
        Path file = directory.resolve(String.format(
                Locale.ROOT, "%s-%09d.checkpoint", kind, checkpoint.progress().update()));
        try {
            checkpoint.write(file);
        } catch (IOException e) {
            String good = newestFile()
                    .map(f -> "; the last good one is " + f.getFileName())
                    .orElse("; there is none before it");
            throw new CheckpointException(
                    "cannot write the checkpoint " + file + ": " + FileErrors.reason(e) + good
                            + ". Make room or give a folder that can be written to, then resume",
                    e);
        }
        prune(kind, count);
        return file;
    }

    private void prune(String kind, int count) {
        newestFirst().stream().filter(e -> e.kind().equals(kind)).skip(count).forEach(old -> {
            try {
                Files.deleteIfExists(old.file());
            } catch (IOException e) {
                LOG.warn("cannot remove the old checkpoint {}: {}", old.file(), FileErrors.reason(e));
            }
        });
    }

    private static void setAside(Path file, DamagedCheckpointException damage, Path instead) {
        LOG.warn("{}; resuming from {}", damage.getMessage(), instead.getFileName());
        Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
        try {
            Files.deleteIfExists(aside);
            Files.move(file, aside);
        } catch (IOException e) {
            throw new CheckpointException(
                    "cannot rename the damaged checkpoint " + file + ": " + FileErrors.reason(e)
                            + "; remove it and resume",
                    e);
        }
    }

    /** The latest before the best of the same update, which was taken after its evaluation. */
    private List<Entry> newestFirst() {
        return entries(directory).stream()
                .filter(e -> e.update() >= 0)
                .sorted(Comparator.comparingLong(Entry::update)
                        .reversed()
                        .thenComparing(Entry::kind, Comparator.reverseOrder()))
                .toList();
    }

    private static List<Entry> entries(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Entry::of).toList();
        } catch (IOException e) {
            throw new CheckpointException(
                    "cannot read the folder of checkpoints " + directory + ": " + FileErrors.reason(e), e);
        }
    }
}
