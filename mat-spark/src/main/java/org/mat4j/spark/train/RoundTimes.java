package org.mat4j.spark.train;

/**
 * Where the time goes, in milliseconds per update; per {@linkplain org.mat4j.core.train.shard.Averaging.Parameters round} of them where
 * parameters are averaged.
 *
 * @param updates so many, or rounds
 * @param broadcast packing parameters, states and mixture and handing them to Spark
 * @param compute the slowest shard's own computation
 * @param schedule from the tasks' start to the last result, but for that: Spark's scheduling, and what goes over the network
 * @param aggregate unpacking the results
 */
public record RoundTimes(long updates, double broadcast, double compute, double schedule, double aggregate) {

    /** All of it. */
    public double total() {
        return broadcast + compute + schedule + aggregate;
    }
}
