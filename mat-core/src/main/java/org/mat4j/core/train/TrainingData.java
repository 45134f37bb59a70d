package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.DrawSource;
import org.mat4j.core.train.shard.DrawnBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches of a training and where it stands in them. Sources that are {@link Resumable} go to their position at once,
 * the others are replayed.
 */
public final class TrainingData implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingData.class);
    private static final String LABELED = "position/labeled";
    private static final String UNLABELED = "position/unlabeled";

    private final DataSetIterator labeled;
    private final Optional<UnlabeledBatches> unlabeled;
    private Map<String, DataPosition> before = Map.of();
    private boolean givenBack;

    /**
     * @param labeled determines the epochs
     * @param unlabeled gives one batch beside each labeled one, if it is there
     */
    public TrainingData(DataSetIterator labeled, Optional<UnlabeledBatches> unlabeled) {
        this.labeled = Objects.requireNonNull(labeled, "labeled data");
        this.unlabeled = unlabeled;
    }

    /** The labeled batches. */
    public DataSetIterator labeled() {
        return labeled;
    }

    /** Whether there are unlabeled batches. */
    public boolean hasUnlabeled() {
        return unlabeled.isPresent();
    }

    Optional<UnlabeledBatches> unlabeled() {
        return unlabeled;
    }

    /** What the labeled data calls the classes; their numbers where it does not say. */
    List<String> classNames(int classCount) {
        return classNames(labeled, classCount);
    }

    /** The names that the data has for its classes, else their numbers. */
    static List<String> classNames(DataSetIterator labeled, int classCount) {
        try {
            List<String> names = labeled.getLabels();
            if (names != null && names.stream().distinct().count() == classCount) {
                return names;
            }
        } catch (UnsupportedOperationException e) {
            LOG.debug("the labeled data has no class names");
        }
        return ModelInfo.numbered(classCount);
    }

    /** Labeled examples per batch; empty where the data does not say. */
    OptionalInt batchSize() {
        try {
            return OptionalInt.of(labeled.batch());
        } catch (UnsupportedOperationException e) {
            return OptionalInt.empty();
        }
    }

    /** Remembers where the sources stand before the batches of an update are taken. */
    void mark() {
        before = positions();
    }

    /** Counts the batches since the mark as not taken, for a checkpoint after which nothing more is asked for. */
    void giveBack() {
        givenBack = true;
    }

    /**
     * Whether the examples are held where shards are computed.
     *
     * @throws IllegalArgumentException if some are and others are not
     */
    boolean isDrawn() {
        boolean drawn = labeled instanceof DrawSource;
        Checks.require(
                unlabeled.isEmpty() || unlabeled.get() instanceof DrawSource == drawn,
                "the unlabeled data",
                drawn ? "not held by the shards" : "held by the shards",
                drawn ? "to be, as the labeled data is" : "not to be, as the labeled data is not");
        return drawn;
    }

    /** The next batch, of examples that are held there. */
    DrawnBatch draw() {
        DrawSource inputs = (DrawSource) unlabeled.orElse(null);
        return new DrawnBatch(((DrawSource) labeled).draw(), inputs == null ? null : inputs.draw());
    }

    /** The next unlabeled batch; null if there are none. */
    public INDArray nextUnlabeled() {
        return unlabeled.map(UnlabeledBatches::next).orElse(null);
    }

    /**
     * Goes to the start of the labeled data for the next epoch; in the middle of one it stays where it is.
     *
     * @throws IllegalArgumentException if it cannot be reset, or holds no batch
     */
    public void startEpoch(Progress progress) {
        if (progress.batch() == 0) {
            rewind(labeled, progress.epoch());
            Checks.require(
                    labeled.hasNext(), "the labeled data of epoch " + (progress.epoch() + 1), "empty", "a batch");
        }
    }

    /** Goes to the start of a pass over data, counted from 0. */
    static void rewind(DataSetIterator data, int pass) {
        if (data.resetSupported()) {
            data.reset();
        } else if (pass > 0) {
            throw new IllegalArgumentException("the data cannot be passed over again: its iterator does not support"
                    + " reset; give one that does, or train for fewer updates");
        }
    }

    @Override
    public void save(Checkpoint checkpoint) {
        (givenBack ? before : positions()).forEach(checkpoint::addValue);
    }

    /** Of the sources that know theirs. */
    private Map<String, DataPosition> positions() {
        Map<String, DataPosition> positions = new LinkedHashMap<>();
        if (labeled instanceof Resumable resumable) {
            positions.put(LABELED, resumable.position());
        }
        if (unlabeled.orElse(null) instanceof Resumable resumable) {
            positions.put(UNLABELED, resumable.position());
        }
        return positions;
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        if (!moved(checkpoint, LABELED, labeled)) {
            replayLabeled(checkpoint.progress());
        }
        if (hasUnlabeled() && !moved(checkpoint, UNLABELED, unlabeled.get())) {
            replayUnlabeled(checkpoint.progress().update());
        }
    }

    private static boolean moved(Checkpoint checkpoint, String name, Object source) {
        if (source instanceof Resumable resumable && checkpoint.hasValue(name)) {
            resumable.moveTo(checkpoint.value(name, DataPosition.class));
            return true;
        }
        return false;
    }

    /** Every epoch whole: what an iterator gives may depend on all that it gave before. */
    private void replayLabeled(Progress progress) {
        LOG.info("replaying {} batches of the labeled data", progress.update());
        long batches = 0;
        for (int epoch = 0; epoch < progress.epoch(); epoch++) {
            batches += skip(epoch, Long.MAX_VALUE);
        }
        if (progress.batch() > 0) {
            batches += skip(progress.epoch(), progress.batch());
        }
        if (batches != progress.update()) {
            throw new CheckpointException("the labeled data gave " + batches + " batches up to epoch "
                    + progress.epoch() + ", batch " + progress.batch() + "; expected " + progress.update()
                    + " as when the checkpoint was written: resume with the same data and batch size");
        }
    }

    private long skip(int epoch, long atMost) {
        rewind(labeled, epoch);
        long batches = 0;
        while (batches < atMost && labeled.hasNext()) {
            labeled.next();
            batches++;
        }
        return batches;
    }

    private void replayUnlabeled(long batches) {
        LOG.info("replaying {} batches of the unlabeled data", batches);
        for (long i = 0; i < batches; i++) {
            nextUnlabeled();
        }
    }
}
