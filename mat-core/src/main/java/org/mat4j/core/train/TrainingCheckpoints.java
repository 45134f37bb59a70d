package org.mat4j.core.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one training: resumes from the newest one, and writes those that are due. */
public final class TrainingCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingCheckpoints.class);

    private final CheckpointConfig config;
    private final CheckpointStore store;
    private final Resume resume;
    private long lastWritten;
    private List<TrainingPart> parts = List.of();

    /**
     * Opens the folder, before anything that takes long.
     *
     * @param checkpoints empty to keep none
     * @throws CheckpointException if the folder cannot be written to, or what it holds does not suit {@code resume}
     */
    public TrainingCheckpoints(Optional<CheckpointConfig> checkpoints, Resume resume) {
        this.resume = resume;
        config = checkpoints.orElse(null);
        store = checkpoints.map(CheckpointStore::open).orElse(null);
        if (resume == Resume.NEVER && store != null && !store.isEmpty()) {
            throw new CheckpointException("the folder " + config.directory() + " holds checkpoints of an earlier"
                    + " training (" + store.newestFile().get().getFileName()
                    + "); resume it, or give an empty folder");
        }
        if (resume == Resume.REQUIRED && (store == null || store.isEmpty())) {
            throw new CheckpointException("there is no checkpoint in "
                    + (store == null ? "any folder" : config.directory()) + " to resume from; start without resuming");
        }
    }

    /**
     * Starts the training of these parts, from the newest checkpoint if it is to be resumed.
     *
     * @param all saved together, and restored in this order; the first may refuse the checkpoint
     */
    public void start(List<TrainingPart> all) {
        parts = List.copyOf(all);
        if (store == null) {
            return;
        }
        if (resume != Resume.NEVER) {
            store.newest().ifPresentOrElse(this::restore, () -> LOG.info("no checkpoint in {}", config.directory()));
        }
        lastWritten = System.nanoTime();
    }

    private void restore(Checkpoint checkpoint) {
        parts.forEach(part -> part.restore(checkpoint));
        LOG.info("resuming after update {}", checkpoint.progress().update());
    }

    /**
     * Writes a checkpoint after updates if one is due.
     *
     * @param updates that were made since it was asked last, counted from 1
     * @param progress after them
     * @param last whether it was the last one, after which one is written if there are others, so that the training can be
     *     made longer
     */
    public void afterUpdates(LongStream updates, Progress progress, boolean last) {
        if (store == null) {
            return;
        }
        Duration sinceLast = Duration.ofNanos(System.nanoTime() - lastWritten);
        if (updates.anyMatch(update -> config.isDue(update, sinceLast)) || last && !store.isEmpty()) {
            write(progress);
        }
    }

    /** Writes the best checkpoint, if it is to be kept, after an evaluation that was the best so far. */
    public void afterBest(Progress progress) {
        if (store != null && config.isPeriodic() && config.best() == CheckpointConfig.Best.KEEP) {
            store.writeBest(checkpoint(progress));
        }
    }

    /** Writes a last checkpoint, if any are kept and there was an update, and gives the exception that tells of the stop. */
    public TrainingStoppedException stop(Progress progress) {
        return new TrainingStoppedException(progress, store == null || progress.update() == 0 ? null : write(progress));
    }

    /** As {@link #stop}, of a state that is none to resume from: gives the newest checkpoint that there is. */
    TrainingStoppedException stopWithout(Progress progress) {
        return new TrainingStoppedException(
                progress, store == null ? null : store.newestFile().orElse(null));
    }

    private Path write(Progress progress) {
        Path file = store.write(checkpoint(progress));
        lastWritten = System.nanoTime();
        return file;
    }

    private Checkpoint checkpoint(Progress progress) {
        Checkpoint checkpoint = new Checkpoint(progress);
        parts.forEach(part -> part.save(checkpoint));
        return checkpoint;
    }
}
