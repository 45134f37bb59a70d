package org.mat4j.bench.data;

import org.mat4j.bench.AverageTime;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.Examples;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.NoiseImages;
import org.mat4j.data.preprocess.Augmentation;
import org.nd4j.linalg.dataset.DataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A batch of images in the layout of CIFAR-10 as a training takes it: drawn, changed at random, scaled to [0, 1]. */
public class BatchBenchmark extends AverageTime {

    /** What changes the images. */
    public enum Change {
        NONE(Augmentation.NONE),
        TRANSLATE_FLIP(Augmentation.CIFAR_10);

        private final Augmentation augmentation;

        Change(Augmentation augmentation) {
            this.augmentation = augmentation;
        }
    }

    private static final int BATCHES = 50;

    @Param({"NONE", "TRANSLATE_FLIP"})
    public Change change;

    @Param("64")
    public int examples;

    private ExampleIterator batches;

    @Setup
    public void setUp() {
        Backend.prepare();
        Examples images = NoiseImages.uniform(new ImageShape(32, 32, 3), BATCHES * examples, 1);
        batches = ExampleIterator.forTraining(images, examples, 1, change.augmentation)
                .reusingArrays();
    }

    /** The next batch, of another epoch where one is over: that orders the examples again. */
    @Benchmark
    public DataSet next() {
        if (!batches.hasNext()) {
            batches.reset();
        }
        return batches.next();
    }
}
