package org.mat4j.spark.train;

/** Whether the machines of a cluster may differ in their processor or their build of ND4J. */
public enum Machines {
    /** All give the same bits, so that a shard may be computed anywhere, and again. */
    ALIKE,
    /** Last digits depend on which machine computed a shard. */
    MIXED
}
