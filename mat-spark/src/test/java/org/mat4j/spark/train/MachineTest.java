package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {

    private static final Machine OLD = new Machine("a", "linux-x86_64-onednn-avx2 on AVX2 with 4 threads", null);
    private static final Machine NEW = new Machine("b", "linux-x86_64-onednn-avx2 on AVX512 with 4 threads", null);
    private static final Machine BROKEN = new Machine("c", null, "no build of ND4J");

    private static String message(Machines allowed, Machine... all) {
        return assertThrows(IllegalStateException.class, () -> Machine.kindOf(List.of(all), allowed))
                .getMessage();
    }

    @Test
    void machinesThatDifferAreRefusedUnlessTheyMay() {
        assertEquals(
                "the machines differ: a has " + OLD.kind() + ", b " + NEW.kind()
                        + "; expected one kind, so that a shard gives the same bits anywhere, or Machines.MIXED",
                message(Machines.ALIKE, OLD, OLD, NEW));
        assertEquals(OLD.kind(), Machine.kindOf(List.of(OLD, NEW), Machines.MIXED));
        assertEquals(OLD.kind(), Machine.kindOf(List.of(OLD, OLD), Machines.ALIKE));
    }

    @Test
    void oneThatCannotComputeIsNamed() {
        for (Machines allowed : Machines.values()) {
            assertEquals("the executor on c cannot compute: no build of ND4J", message(allowed, OLD, BROKEN));
        }
    }

    @Test
    void oneThatComesLaterMustBeLikeTheOthers() {
        ShardCall<String> call = new ShardCall<>("training", new byte[0], OLD.kind() + "!", null, null);
        String message =
                assertThrows(IllegalStateException.class, () -> call.call(null)).getMessage();
        assertTrue(message.contains(Machine.HERE.kind() + ", the others " + OLD.kind() + "!"), message);
    }
}
