package org.mat4j.core.train;

import java.util.Objects;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sources of a training and where they stand. Those that are {@link Resumable} go to their position at once; the
 * others are replayed.
 */
final class TrainingData implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);
    private static final String LABELED = "position/labeled";
    private static final String UNLABELED = "position/unlabeled";

    private final DataSetIterator labeled;
    private final UnlabeledBatches unlabeled;
    private final DataSetIterator validation;

    /**
     * @param labeled determines the epochs
     * @param unlabeled null for none
     * @param validation null for none
     */
    TrainingData(DataSetIterator labeled, UnlabeledBatches unlabeled, DataSetIterator validation) {
        this.labeled = Objects.requireNonNull(labeled, "labeled data");
        this.unlabeled = unlabeled;
        this.validation = validation;
    }

    DataSetIterator labeled() {
        return labeled;
    }

    /** Null for none. */
    UnlabeledBatches unlabeled() {
        return unlabeled;
    }

    boolean hasUnlabeled() {
        return unlabeled != null;
    }

    /** Null for none. */
    DataSetIterator validation() {
        return validation;
    }

    /** Goes to the start of an epoch, counted from 0. */
    static void rewind(DataSetIterator data, int epoch) {
        if (data.resetSupported()) {
            data.reset();
        } else if (epoch > 0) {
            throw new IllegalArgumentException("the data cannot be passed over again: its iterator does not support"
                    + " reset; give one that does, or train for fewer updates");
        }
    }

    @Override
    public void save(Checkpoint.Builder checkpoint) {
        save(checkpoint, LABELED, labeled);
        save(checkpoint, UNLABELED, unlabeled);
    }

    private static void save(Checkpoint.Builder checkpoint, String name, Object source) {
        if (source instanceof Resumable resumable) {
            DataPosition position = resumable.position();
            checkpoint.value(
                    name,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("epoch", position.epoch())
                            .put("offset", position.offset()));
        }
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        if (!moved(checkpoint, LABELED, labeled)) {
            replayLabeled(checkpoint.progress());
        }
        if (unlabeled != null && !moved(checkpoint, UNLABELED, unlabeled)) {
            replayUnlabeled(checkpoint.progress().update());
        }
    }

    private static boolean moved(Checkpoint checkpoint, String name, Object source) {
        if (!(source instanceof Resumable resumable) || !checkpoint.hasValue(name)) {
            return false;
        }
        JsonNode position = checkpoint.value(name);
        resumable.moveTo(new DataPosition(
                position.path("epoch").asInt(), position.path("offset").asInt()));
        return true;
    }

    /** Every epoch whole: what an iterator gives may depend on all that it gave before. */
    private void replayLabeled(Checkpoint.Progress progress) {
        LOG.info("replaying {} batches of the labeled data", progress.update());
        long batches = 0;
        for (int epoch = 0; epoch < progress.epoch(); epoch++) {
            rewind(labeled, epoch);
            while (labeled.hasNext()) {
                labeled.next();
                batches++;
            }
        }
        if (progress.batch() > 0) {
            rewind(labeled, progress.epoch());
            for (int i = 0; i < progress.batch() && labeled.hasNext(); i++) {
                labeled.next();
                batches++;
            }
        }
        if (batches != progress.update()) {
            throw new CheckpointException("the labeled data gave " + batches + " batches up to epoch "
                    + progress.epoch() + ", batch " + progress.batch() + "; expected " + progress.update()
                    + " as when the checkpoint was written: resume with the same data and batch size");
        }
    }

    private void replayUnlabeled(long batches) {
        LOG.info("replaying {} batches of the unlabeled data", batches);
        for (long i = 0; i < batches; i++) {
            unlabeled.next();
        }
    }
}
