package org.mat4j.spark.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.mat4j.core.train.Trainer;
import org.mat4j.spark.data.SparkExamples;

/**
 * Trains one model on many machines, in synchrony: each update's batch is divided evenly among the shards, executors compute a shard's
 * losses, gradient and latents each, and the driver takes their mean, makes the step and estimates the mixture. N shards
 * with batches of b are one machine with a batch of N b, but for the order of sums, and for batch normalization,
 * which normalizes by the shard's own examples.
 *
 * <pre>{@code
 * try (JavaSparkContext context = new SparkMaster("spark://head:7077").connect("digits");
 *         TrainedModel model = SparkTrainer.builder(context, new DigitsRecipe(), 4)
 *                 .listener(new LoggingListener(100))
 *                 .build()
 *                 .fit(ExampleIterator.forTraining(digits, 400, 1), validation)) { ... }
 * }</pre>
 *
 * <p>Examples are sent from the driver, or stay on the executors as {@link SparkExamples}.
 *
 * <p>For slow networks {@link Trainer.Builder#averaging} sends gradients in half precision, or averages parameters once per several
 * updates instead.
 *
 * <p>All else is that of a {@link Trainer}: data, listeners, validation, checkpoints on the driver's machine, a stop, resuming. An
 * executor that dies costs the time of its shard, which another computes again: the training ends with the same parameters, bit
 * for bit.
 */
public final class SparkTrainer {

    private SparkTrainer() {}

    /**
     * A trainer of the recipe's network and configuration, whose updates are computed on a cluster of {@linkplain Machines#ALIKE
     * machines that are alike}.
     *
     * @param context of the cluster; it is not closed
     * @param shards at least 1: one per executor, or per task that executors run at once; must divide the sizes of all batches
     * @throws IllegalStateException if an executor cannot compute shards, or the machines differ
     */
    public static Trainer.Builder builder(JavaSparkContext context, TrainingRecipe recipe, int shards) {
        return builder(recipe, new SparkShards(context, recipe, shards, Machines.ALIKE));
    }

    /**
     * As above, on examples that stay on the executors, in as many shards as these have; what is trained on must come from them. A
     * training is resumed with the same examples.
     *
     * @throws IllegalArgumentException if they are not of the recipe's network
     */
    public static Trainer.Builder builder(JavaSparkContext context, TrainingRecipe recipe, SparkExamples examples) {
        return builder(recipe, new SparkShards(context, recipe, examples, Machines.ALIKE));
    }

    /** As above, with shards that were made for the recipe, which tell where their time goes. */
    public static Trainer.Builder builder(TrainingRecipe recipe, SparkShards shards) {
        Trainer.Builder builder =
                Trainer.builder(recipe.network()).config(recipe.config()).shards(shards);
        shards.held().ifPresent(examples -> builder.provenance("examples", examples.toString()));
        return builder;
    }
}
