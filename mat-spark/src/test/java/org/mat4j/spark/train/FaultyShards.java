package org.mat4j.spark.train;

import java.io.IOError;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.mat4j.core.train.shard.RoundState;
import org.mat4j.core.train.shard.SentRound;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardComputer;
import org.mat4j.core.train.shard.ShardState;
import org.mat4j.core.train.shard.Shards;

/**
 * Shards of which one meets a fault on its executor, once, in the middle of a training.
 *
 * @param shards that compute
 * @param fault that is met
 * @param flag a file that is there until then
 */
record FaultyShards(Shards shards, Fault fault, Path flag) implements Shards {

    static final long UPDATE = 5;

    private static final long LONG = 60_000; // milliseconds, so that a test that waits for it shows

    /** What happens to an executor. */
    enum Fault {
        /** Its process is killed while it computes. */
        KILLED {
            @Override
            void happen() {
                dieNow();
            }
        },
        /** It hangs. */
        STRAGGLER {
            @Override
            void happen() throws InterruptedException {
                Thread.sleep(LONG);
            }
        },
        /** It loses this shard. */
        LOST_SHARD {
            @Override
            void happen() {
                throw new IOError(new IOException("a disk that fails, in this test"));
            }
        };

        abstract void happen() throws InterruptedException;
    }

    /** By SIGKILL, which leaves no time to tell anyone; Java lets no process kill itself. */
    static void dieNow() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start();
            Thread.sleep(LONG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A task that meets it; of several that could, one does. */
    private record FaultyTask<S extends Serializable, T extends Serializable>(Task<S, T> task, Fault fault, String flag)
            implements Task<S, T> {

        @Override
        public T on(ShardComputer computer, S state, List<ShardBatch> batches) {
            try {
                if (update(state) >= UPDATE && Files.deleteIfExists(Path.of(flag))) {
                    fault.happen();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("ended by Spark", e);
            }
            return task.on(computer, state, batches);
        }

        /** The first, of a round. */
        private static long update(Serializable state) {
            return (state instanceof RoundState round ? round.start() : (ShardState) state).update();
        }
    }

    @Override
    public int count() {
        return shards.count();
    }

    @Override
    public <S extends Serializable, T extends Serializable> List<T> run(
            S state, List<SentRound> rounds, Task<S, T> task, BooleanSupplier stop) {
        return shards.run(state, rounds, new FaultyTask<>(task, fault, flag.toString()), stop);
    }
}
