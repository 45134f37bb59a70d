package org.mat4j.spark.train;

import java.io.Serializable;
import java.util.List;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.backend.VectorUnit;
import org.mat4j.spark.internal.Executors;

/**
 * What computes shards.
 *
 * @param host its name
 * @param kind build of ND4J, vector unit and threads: where they are the same, results are, bit for bit; null if there is no build
 * @param fault why it cannot compute; null if it can
 */
record Machine(String host, String kind, String fault) implements Serializable {

    /** This process. */
    static final Machine HERE = here();

    private static Machine here() {
        String host = Executors.host();
        try {
            Executors.startNd4j();
            return new Machine(
                    host,
                    Backend.description() + " on " + VectorUnit.detect() + " with " + Backend.threads() + " threads",
                    null);
        } catch (RuntimeException | LinkageError e) {
            return new Machine(host, null, Executors.text(e));
        }
    }

    /** Throws what is wrong with it, if it cannot compute. */
    void requireFit() {
        if (fault != null) {
            throw new IllegalStateException("the executor on " + host + " cannot compute: " + fault);
        }
    }

    /** The kind of the first, where all can compute, and are alike if they must be. */
    static String kindOf(List<Machine> all, Machines allowed) {
        Machine first = all.get(0);
        for (Machine machine : all) {
            machine.requireFit();
            if (allowed == Machines.ALIKE && !machine.kind.equals(first.kind)) {
                throw new IllegalStateException("the machines differ: " + first.host + " has " + first.kind + ", "
                        + machine.host + " " + machine.kind
                        + "; expected one kind, so that a shard gives the same bits anywhere, or Machines.MIXED");
            }
        }
        return first.kind;
    }
}
