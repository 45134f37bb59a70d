package org.mat4j.spark.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mat4j.core.testing.Blobs;
import org.mat4j.spark.data.Example;
import org.mat4j.spark.data.ShardReader;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Deals blobs to the shards in turns.
 *
 * @param count of the examples
 * @param reads a folder in which each reading of a shard leaves a file; null for none
 */
public record BlobReader(int count, int inputs, int classCount, long seed, String reads) implements ShardReader {

    /** All of them. */
    public List<Example> all() {
        DataSet blobs = Blobs.batch(count, inputs, classCount, seed);
        int[] labels = blobs.getLabels().argMax(1).toIntVector();
        float[][] values = blobs.getFeatures().toFloatMatrix();
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(Example.labeled(values[i], labels[i]));
        }
        return all;
    }

    @Override
    public Stream<Example> read(int shard, int shards) throws IOException {
        if (reads != null) {
            Files.createTempFile(Path.of(reads), "shard" + shard + "-", "");
        }
        List<Example> all = all();
        return IntStream.iterate(shard, i -> i < all.size(), i -> i + shards).mapToObj(all::get);
    }
}
