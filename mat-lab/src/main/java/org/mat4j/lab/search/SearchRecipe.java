package org.mat4j.lab.search;

import java.io.Serializable;
import java.util.Optional;
import org.mat4j.core.train.StopSignal;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.lab.experiment.LongRun;

/**
 * How a search is made, to be made again in each process that makes trials of it: a lambda will do that holds no more than what
 * is {@link Serializable}.
 *
 * <pre>{@code
 * SearchRecipe recipe = () -> Search.of(
 *         new Grid(new SearchSpace(Map.of(Hyperparameter.EPSILON, Candidates.of(1, 2, 4)))),
 *         trial -> Experiment.builder(DataSelection.of(ImageDataset.SAMPLE))
 *                 .method(trial.applyTo(Methods.mat(2.0)))
 *                 .build());
 * }</pre>
 */
@FunctionalInterface
public interface SearchRecipe extends Serializable {

    /** The search; the same in every process. */
    Search search();

    /** How a trial survives its process: by default with a checkpoint every {@link LongRun#CHECKPOINT_INTERVAL}. */
    default SearchRunner.Control control(StopSignal stop) {
        return new SearchRunner.Control(
                run -> Optional.of(CheckpointConfig.builder(run.checkpoints())
                        .every(LongRun.CHECKPOINT_INTERVAL)
                        .build()),
                stop);
    }
}
