package org.mat4j.spark.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ShardBalanceTest {

    private static final OptionalInt NONE = OptionalInt.empty();

    @Test
    void aShardBeyondAnExecutorsPartMoves() {
        assertEquals(OptionalInt.of(1), new ShardBalance(1).toMove(List.of("a", "a"), 2));
        assertEquals(OptionalInt.of(3), new ShardBalance(1).toMove(List.of("a", "b", "a", "a"), 2));
        assertEquals(NONE, new ShardBalance(1).toMove(List.of("a", "b", "a"), 2), "2 are a part of 3");
        assertEquals(NONE, new ShardBalance(1).toMove(List.of("a", "a"), 1));
        assertEquals(
                NONE, new ShardBalance(1).toMove(List.of("driver", "driver"), 0), "a Spark in the program's process");
    }

    @Test
    void movesComeSeldomAndEnd() {
        ShardBalance balance = new ShardBalance(2);
        int moves = 0;
        int first = 0;
        for (int update = 0; update < 100; update++) {
            if (balance.toMove(List.of("a", "a"), 2).isPresent()) {
                moves++;
                first = moves == 1 ? update : first;
            }
        }
        assertEquals(2, moves);
        assertEquals(0, first);
    }
}
