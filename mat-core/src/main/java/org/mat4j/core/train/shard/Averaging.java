package org.mat4j.core.train.shard;

import java.util.Objects;
import java.util.stream.LongStream;
import org.mat4j.core.check.Checks;

/** What shards average, and how often. Each has as many examples as the others, so that all means are plain ones. */
public sealed interface Averaging {

    /**
     * The gradients of each update: exact but for their compression, and the shards wait for each other each time.
     *
     * @param compression of the gradients
     */
    record Gradients(Compression compression) implements Averaging {

        /** Checks that there is one. */
        public Gradients {
            Objects.requireNonNull(compression, "compression");
        }

        @Override
        public long updates() {
            return 1;
        }

        @Override
        public String toString() {
            return compression == Compression.NONE ? "gradients" : "gradients in half precision";
        }
    }

    /**
     * Parameters, updater's state and network's states at the end of each round, in which every shard makes updates of its own on
     * its share of the batches; for slow networks. Source: McMahan et al., arXiv:1602.05629; Stich, arXiv:1805.09767, where it is
     * local SGD.
     *
     * <p>A round ends with each update whose number is a multiple, and with an epoch or the training, so that it may be shorter.
     * In a round a shard's mixture starts from that of all and follows the shard's own latents. At its end that of all takes in
     * each update's latents of all shards together, which is to merge their counts, sums and products.
     *
     * <p>Listeners are told of a round's updates when it ends; losses and terms are the means over the shards. What is due at any
     * of its updates, as an evaluation, a checkpoint, a look at the model or a stop, happens then. A moving average of the weights
     * takes in the averaged ones once per update. With one update per round and plain gradient descent this is averaging of
     * gradients, but for rounding; with Adam it is not.
     *
     * @param updates H, at least 1
     */
    record Parameters(long updates) implements Averaging {

        /** Checks the value. */
        public Parameters {
            Checks.atLeast(1, "number of updates per averaging of parameters", updates);
        }

        @Override
        public String toString() {
            return "parameters every " + updates + " updates";
        }
    }

    /** See {@link Gradients}; as they are. */
    static Averaging gradients() {
        return gradients(Compression.NONE);
    }

    /** See {@link Gradients}. */
    static Averaging gradients(Compression compression) {
        return new Gradients(compression);
    }

    /**
     * See {@link Parameters}.
     *
     * @param updates H, at least 1
     */
    static Averaging parametersEvery(long updates) {
        return new Parameters(updates);
    }

    /** The most updates of a round. */
    long updates();

    /** Whether a round ends after an update, counted from 1, wherever in an epoch. */
    default boolean endsAfter(long update) {
        return update % updates() == 0;
    }

    /**
     * The updates of the round that ended with one, counted from 1.
     *
     * @param batch which of its epoch the update was, from 1; 0 gives none
     */
    default LongStream round(long update, int batch) {
        long before = Math.max((update - 1) / updates() * updates(), update - batch);
        return LongStream.rangeClosed(before + 1, update);
    }
}
