package org.mat4j.core.train.shard;

/**
 * A source of batches whose examples are held where the shards are computed. A sharded training draws from it in place of asking for
 * the next batch; anyone else who asks for that gets the same examples, in the order of the shards.
 */
public interface DrawSource {

    /** The next batch. */
    Draw draw();
}
