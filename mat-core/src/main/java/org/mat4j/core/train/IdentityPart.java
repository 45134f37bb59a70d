package org.mat4j.core.train;

import java.util.List;
import java.util.Optional;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.CheckpointException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a training's identity in its checkpoints, and refuses the checkpoints of others. */
final class IdentityPart implements TrainingPart {

    private static final Logger LOG = LoggerFactory.getLogger(IdentityPart.class);
    private static final String IDENTITY = "identity";

    private final TrainingIdentity identity;
    private final Optional<TrainingIdentity> before;
    private Optional<String> change = Optional.empty();

    /** @param before of the training that was changed to this one; empty if it was not */
    IdentityPart(TrainingIdentity identity, Optional<TrainingIdentity> before) {
        this.identity = identity;
        this.before = before;
    }

    @Override
    public void save(Checkpoint checkpoint) {
        checkpoint.addValue(IDENTITY, identity);
    }

    /** Changes nothing of the training: refuses the checkpoint of another one. */
    @Override
    public void restore(Checkpoint checkpoint) {
        TrainingIdentity saved = checkpoint.value(IDENTITY, TrainingIdentity.class);
        TrainingIdentity expected = before.orElse(identity);
        List<String> differences = TrainingSettings.differences(saved.settings(), expected.settings());
        boolean changedBefore = saved.settings().equals(identity.settings());
        if (!differences.isEmpty() && !changedBefore) {
            throw new CheckpointException("the checkpoint is of another training: " + String.join("; ", differences)
                    + ". Resume with the settings it was made with, or start from scratch in another folder");
        }
        if (!changedBefore) {
            change = Optional.of("after update " + checkpoint.progress().update() + ": "
                    + TrainingSettings.change(saved.settings(), identity.settings()));
            LOG.info("changed {}", change.get());
        }
        if (!saved.environment().equals(identity.environment())) {
            LOG.warn(
                    "the checkpoint was written on {}, and training resumes on {}: the result may differ in the last"
                            + " bits from that of an uninterrupted training",
                    saved.environment(),
                    identity.environment());
        }
    }

    /** What was changed when the training was resumed, for the record. */
    Optional<String> change() {
        return change;
    }
}
