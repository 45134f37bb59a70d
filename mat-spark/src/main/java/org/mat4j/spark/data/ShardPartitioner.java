package org.mat4j.spark.data;

import org.apache.spark.Partitioner;

/** Deals examples to shards by their place in the whole, so that these differ by one example at most. */
final class ShardPartitioner extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int shards;

    ShardPartitioner(int shards) {
        this.shards = shards;
    }

    @Override
    public int numPartitions() {
        return shards;
    }

    @Override
    public int getPartition(Object place) {
        return (int) ((long) place % shards);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardPartitioner partitioner && partitioner.shards == shards;
    }

    @Override
    public int hashCode() {
        return shards;
    }
}
