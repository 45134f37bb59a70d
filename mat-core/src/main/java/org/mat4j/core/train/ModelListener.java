package org.mat4j.core.train;

import org.mat4j.core.model.TrainedModel;

/**
 * A listener that looks at the model while it is trained, for measures beside the validation error. Looking changes
 * nothing: the training continues as without it, bit for bit.
 */
public interface ModelListener extends TrainingListener {

    /**
     * Whether {@link #onModel} is to be called after an update; asked after {@link #onUpdate}. Where shards make updates of their
     * own, it is called at the end of the {@linkplain org.mat4j.core.train.shard.Averaging.Parameters round}.
     *
     * @param update counted from 1
     */
    boolean wantsModel(long update);

    /**
     * After an update, before the evaluation and the checkpoint that may be due.
     *
     * @param update counted from 1
     * @param model the model as it stands, see {@link TrainingStep#model()}: a copy that is closed after the call
     */
    void onModel(long update, TrainedModel model);
}
