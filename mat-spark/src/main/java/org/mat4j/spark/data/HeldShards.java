package org.mat4j.spark.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.storage.BlockManagerMaster;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.train.shard.Positions;
import org.mat4j.spark.internal.Executors;
import org.mat4j.spark.internal.Packed;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The shards as Spark keeps them, one per partition, and what is asked of them. */
record HeldShards(JavaSparkContext context, JavaRDD<HeldShard> shards) {

    private static final long DROP_NANOSECONDS = 5_000_000_000L;
    private static final long POLL_NANOSECONDS = 10_000_000L;

    /** Has them kept from their first use on. */
    HeldShards {
        shards.persist(StorageLevel.MEMORY_AND_DISK());
    }

    /** Reads a stream, where that was not done. */
    HeldStream stream(StreamKind kind) {
        JavaRDD<byte[]> parts = shards.map(shard -> Packed.of(HeldStream.Part.of(shard.of(kind))));
        return new HeldStream(reading(kind, parts::collect).stream()
                .map(Packed::<HeldStream.Part>unpack)
                .toList());
    }

    /** What is computed from an element per shard and what is held for it, where that is. */
    JavaRDD<byte[]> beside(JavaRDD<byte[]> elements, Function2<byte[], ? super HeldShard, byte[]> task) {
        return elements.zipPartitions(shards, (element, shard) -> List.of(task.call(element.next(), shard.next()))
                .iterator());
    }

    /** The inputs of a batch, [n, inputShape...]. */
    INDArray inputs(StreamKind kind, List<Positions> positions, long[] inputShape) {
        JavaRDD<byte[]> wanted =
                context.parallelize(positions.stream().map(Packed::of).toList(), positions.size());
        JavaRDD<byte[]> given = beside(wanted, (element, shard) -> bytes(shard.values(kind, Packed.unpack(element))));
        List<byte[]> parts = reading(kind, given::collect);
        long[] shape = BatchCheck.batchShape(
                positions.stream().mapToInt(p -> p.rows().length).sum(), inputShape);
        float[] values =
                new float[parts.stream().mapToInt(p -> p.length / Float.BYTES).sum()];
        int offset = 0;
        for (byte[] part : parts) {
            ByteBuffer.wrap(part).asFloatBuffer().get(values, offset, part.length / Float.BYTES);
            offset += part.length / Float.BYTES;
        }
        return Nd4j.create(values, shape, DataType.FLOAT);
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** What a job of Spark's gives that reads examples; its failure is told in a sentence. */
    static <T> T reading(StreamKind kind, Supplier<T> job) {
        try {
            return job.get();
        } catch (Exception e) { // not only what it declares
            throw new IllegalStateException(
                    "no executor could read the " + kind + " examples: " + Executors.reason(e), e);
        }
    }

    /** How many executors there are; 0 in the driver's process. */
    int executors() {
        return context.sc().getExecutorMemoryStatus().size() - 1;
    }

    /** Has a shard read again when it is used next, by any executor. */
    void drop(int shard) {
        RDDBlockId block = new RDDBlockId(shards.id(), shard);
        BlockManagerMaster places = SparkEnv.get().blockManager().master();
        places.removeBlock(block);
        // Until the executor has told so, Spark would send the next task to it.
        long end = System.nanoTime() + DROP_NANOSECONDS;
        while (!places.getLocations(block).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_NANOSECONDS);
        }
    }

    /** Lets the executors drop all. */
    void dropAll() {
        if (!context.sc().isStopped()) {
            shards.unpersist(false);
        }
    }
}
