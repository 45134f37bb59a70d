package org.mat4j.bench.serving;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.lab.timing.Bench;
import org.mat4j.lab.timing.BenchConfig;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A call with some images, from Java arrays of ND4J to probabilities, of LeNet++ served by one library or another. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ServingBenchmark {

    @Param({"PREDICTOR", "SAMEDIFF", "ONNX_RUNTIME"})
    public ServingLibrary library;

    @Param({"1", "64"})
    public int examples;

    @Param("32")
    public int width;

    private TrainedModel model;
    private Served served;
    private INDArray images;

    @Setup
    public void setUp() throws IOException, OrtException {
        model = Bench.model(BenchConfig.builder()
                .network(new LeNetPlusPlus().withWidth(width))
                .labeled(10)
                .build());
        served = library.of(model);
        images = Nd4j.rand(Nd4j.getRandomFactory().getNewRandomInstance(1), examples, 28, 28, 1);
    }

    @Benchmark
    public float[] probabilities() throws OrtException {
        return served.probabilities(images);
    }

    /** Frees the model. */
    @TearDown
    public void tearDown() throws OrtException {
        served.close();
        model.close();
    }
}
