package org.mat4j.core.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.checkpoint.CheckpointSchedule;
import org.mat4j.core.train.checkpoint.CheckpointStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one training: goes on from the newest one, and writes those that are due. */
final class TrainingCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingCheckpoints.class);

    private final CheckpointConfig config;
    private final CheckpointStore store;
    private final Resume resume;
    private CheckpointSchedule schedule;
    private List<TrainingPart> parts = List.of();

    /**
     * Opens the folder, before anything that takes long.
     *
     * @param config null for no checkpoints
     * @throws CheckpointException if the folder cannot be written to, or what it holds does not suit {@code resume}
     */
    TrainingCheckpoints(CheckpointConfig config, Resume resume) {
        this.config = config;
        this.resume = resume;
        this.store = config == null ? null : CheckpointStore.open(config);
        if (resume == Resume.NEVER && store != null && !store.isEmpty()) {
            throw new CheckpointException("the folder " + config.directory() + " holds checkpoints of an earlier"
                    + " training (" + store.newestFile().get().getFileName()
                    + "); resume it, or give an empty folder");
        }
        if (resume == Resume.REQUIRED && store.isEmpty()) {
            throw new CheckpointException(
                    "there is no checkpoint in " + config.directory() + " to resume from; start without resuming");
        }
    }

    /**
     * Starts the training of these parts.
     *
     * @param all restored in this order; the first may refuse the checkpoint
     * @return where training goes on; the start if there is no checkpoint to resume from
     */
    Progress start(List<TrainingPart> all) {
        parts = List.copyOf(all);
        if (store == null) {
            return Progress.START;
        }
        Progress progress = (resume == Resume.NEVER ? Optional.<Checkpoint>empty() : store.newest())
                .map(this::restore)
                .orElse(Progress.START);
        if (resume == Resume.IF_PRESENT && progress.update() == 0) {
            LOG.info("no checkpoint in {}: starting anew", config.directory());
        }
        schedule = new CheckpointSchedule(config);
        return progress;
    }

    private Progress restore(Checkpoint checkpoint) {
        parts.forEach(part -> part.restore(checkpoint));
        LOG.info("going on after update {}", checkpoint.progress().update());
        return checkpoint.progress();
    }

    /** After an update; the last one is due if there are others, so that the training can be made longer. */
    void afterUpdate(Progress progress, boolean last) {
        if (store != null && (schedule.isDue(progress.update()) || last && !store.isEmpty())) {
            write(progress);
        }
    }

    /** After an evaluation that was the best so far. */
    void afterBest(Progress progress) {
        if (store != null && config.isPeriodic() && config.best() == CheckpointConfig.Best.KEEP) {
            store.writeBest(checkpoint(progress));
        }
    }

    /** Writes a last checkpoint, if any are kept, and gives the exception that tells of the stop. */
    TrainingStoppedException stop(Progress progress) {
        return new TrainingStoppedException(progress, store == null ? null : write(progress));
    }

    private Path write(Progress progress) {
        Path file = store.write(checkpoint(progress));
        schedule.written();
        return file;
    }

    private Checkpoint checkpoint(Progress progress) {
        Checkpoint.Builder checkpoint = Checkpoint.builder(progress);
        parts.forEach(part -> part.save(checkpoint));
        return checkpoint.build();
    }
}
