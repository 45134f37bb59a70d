package org.mat4j.spark.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Says which shard should move to another executor, since its own has more than its part: those of an executor that dies go to the ones
 * that are left, and stay there when another takes its place.
 */
final class ShardBalance {

    private static final int PAUSE = 20; // updates, in which a move comes into effect

    private int movesLeft;
    private int sinceMove = PAUSE;

    /** @param moves at most, as executors may differ in how much they compute at once */
    ShardBalance(int moves) {
        movesLeft = moves;
    }

    /**
     * After an update.
     *
     * @param holders by which executor each shard was computed
     * @param executors how many there are
     * @return the shard; empty if none should
     */
    OptionalInt toMove(List<String> holders, int executors) {
        sinceMove++;
        if (executors == 0 || movesLeft == 0 || sinceMove <= PAUSE) {
            return OptionalInt.empty();
        }
        int part = (holders.size() + executors - 1) / executors;
        Map<String, Integer> counts = new HashMap<>();
        for (int shard = 0; shard < holders.size(); shard++) {
            if (counts.merge(holders.get(shard), 1, Integer::sum) > part) {
                movesLeft--;
                sinceMove = 0;
                return OptionalInt.of(shard);
            }
        }
        return OptionalInt.empty();
    }
}
