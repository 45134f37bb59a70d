package org.mat4j.core.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.shard.HeldExamples;
import org.mat4j.core.train.shard.SentRound;
import org.mat4j.core.train.shard.Shards;

/** Each shard by a worker of its own, to which everything goes as bytes; in reverse order, which must not matter. */
record CopiedShards(List<ShardWorker> workers) implements Shards, AutoCloseable {

    static CopiedShards of(int count, Network network, TrainingConfig config) {
        List<ShardWorker> workers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            workers.add(new ShardWorker(network, config));
        }
        return new CopiedShards(workers);
    }

    @Override
    public int count() {
        return workers.size();
    }

    @Override
    public <S extends Serializable, T extends Serializable> List<T> run(
            S state, List<SentRound> rounds, Task<S, T> task, BooleanSupplier stop) {
        List<T> results = new ArrayList<>();
        for (int i = rounds.size() - 1; i >= 0; i--) {
            SentRound round = copy(rounds.get(i));
            results.add(0, copy(copy(task).on(workers.get(i), copy(state), round.examples(HeldExamples.NONE))));
        }
        return results;
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
            out.flush();
            return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        workers.forEach(ShardWorker::close);
    }
}
