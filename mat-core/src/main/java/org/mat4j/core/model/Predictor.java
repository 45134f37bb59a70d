package org.mat4j.core.model;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.BatchCheck;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A model that any number of threads may share.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("model.zip"))) {
 *     PredictedExample seven = predictor.predict(image);
 *     System.out.println(seven.best().name() + (seven.foreign() ? ", but not like the training's images" : ""));
 * }
 * }</pre>
 *
 * <p>It holds a pool of programs, each with its own copy of the parameters, made when a further thread first needs one.
 * A batch of any size is computed in parts of 64, 32, 16, 8, 4, 2 and 1 examples, each of which is planned once, so that
 * sizes may change at will. Each program computes on the threads of ND4J; where many threads predict at once, one each
 * ({@code OMP_NUM_THREADS=1}) is the fastest. Works inside an open ND4J workspace too.
 */
public final class Predictor implements AutoCloseable {

    /** The most examples that are computed in one go; a power of 2. */
    static final int LARGEST_PART = 64;

    private static final int PARTS = Integer.numberOfTrailingZeros(LARGEST_PART) + 1;

    private final ModelInfo info;
    private final GaussianMixture mixture;
    private final DecisionRule rule;
    private final ClassifierPool pool;

    private Predictor(TrainedModel model, int programs) {
        info = model.info();
        mixture = model.mixture();
        rule = model.decisionRule();
        byte[] graph = model.classifier().serialized();
        pool = new ClassifierPool(
                () -> Workspaces.outside(
                        () -> new Classifier(ModelFile.graph(graph), info.inputShape(), info.classCount(), Map.of())
                                .keepingPlans(PARTS)),
                Math.toIntExact(Checks.atLeast(1, "number of programs", programs)));
    }

    /** Of a model, which may change or be closed afterwards; with as many programs as there are processors. */
    public static Predictor of(TrainedModel model) {
        return of(model, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Of a model, which may change or be closed afterwards.
     *
     * @param programs how many predictions may run at once, at least 1; further threads wait
     */
    public static Predictor of(TrainedModel model, int programs) {
        return new Predictor(model, programs);
    }

    /**
     * Of a model's file.
     *
     * @throws ModelFileException if the file is missing, damaged in any byte or of another kind
     */
    public static Predictor load(Path file) {
        try (TrainedModel model = TrainedModel.load(file)) {
            return of(model);
        }
    }

    /**
     * Of a model's bytes, as from {@code Class.getResourceAsStream}; reads to the end and leaves the stream open.
     *
     * @throws ModelFileException if they are damaged or of another kind
     */
    public static Predictor load(InputStream in) {
        try (TrainedModel model = TrainedModel.load(in)) {
            return of(model);
        }
    }

    /** How the model was made. */
    public ModelInfo info() {
        return info;
    }

    /**
     * Predicts one example.
     *
     * @param example [inputShape...], or flattened [features] but for color images, with or without a batch axis of 1 in front; not yet
     *     preprocessed: images in [0, 1]
     * @throws IllegalArgumentException if it has another shape, or a value that is not finite
     * @throws IllegalStateException if the predictor is closed
     */
    public PredictedExample predict(INDArray example) {
        INDArray batch = hasBatchAxis(example) ? example : example.reshape(BatchCheck.batchShape(1, example.shape()));
        Checks.require(
                batch.size(0) == 1,
                "shape of the example",
                Arrays.toString(example.shape()),
                "that of one, such as " + Arrays.toString(info.inputShape()) + "; predictAll takes several");
        return predictAll(batch).get(0);
    }

    private boolean hasBatchAxis(INDArray example) {
        long[] shape = info.inputShape();
        // Two axes are flattened examples, unless the input itself has two.
        return example.rank() > shape.length || example.rank() == 2 && !Arrays.equals(example.shape(), shape);
    }

    /**
     * Predicts several examples.
     *
     * @param batch [n, inputShape...], or flattened [n, features] but for color images; not yet preprocessed: images in [0, 1]
     * @return n predictions, in the order of the examples
     * @throws IllegalArgumentException if the batch has another shape, or a value that is not finite
     * @throws IllegalStateException if the predictor is closed
     */
    public List<PredictedExample> predictAll(INDArray batch) {
        return pool.with(classifier -> Workspaces.outside(() -> {
            INDArray checked = classifier.check().features(batch);
            List<PredictedExample> predicted = new ArrayList<>();
            for (long from = 0; from < checked.size(0); ) {
                long size = Math.min(LARGEST_PART, Long.highestOneBit(checked.size(0) - from));
                INDArray part = checked.get(NDArrayIndex.interval(from, from + size));
                add(classifier.predictChecked(part), predicted);
                from += size;
            }
            return List.copyOf(predicted);
        }));
    }

    private void add(Classifier.Prediction part, List<PredictedExample> predicted) {
        double[][] latents = part.latent().toDoubleMatrix();
        double[][] logits = part.logits().toDoubleMatrix();
        for (int i = 0; i < logits.length; i++) {
            predicted.add(example(latents[i], logits[i]));
        }
    }

    private PredictedExample example(double[] latent, double[] logits) {
        double score = -mixture.logMixtureDensity(latent);
        double[] posterior = new double[logits.length];
        if (Double.isFinite(score)) {
            posterior = mixture.posterior(latent);
        } else {
            Arrays.fill(posterior, Double.NaN);
        }
        return new PredictedExample(
                info.classNames(), logits, softmax(logits), latent, posterior, score, score > rule.foreignAbove());
    }

    private double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] exponentials = Arrays.stream(logits)
                .map(logit -> Math.exp((logit - largest) / rule.temperature()))
                .toArray();
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(e -> e / sum).toArray();
    }

    /** How many programs there are now. */
    int programs() {
        return pool.size();
    }

    /** Refuses further predictions; frees memory as soon as those under way are done. */
    @Override
    public void close() {
        pool.close();
    }
}
