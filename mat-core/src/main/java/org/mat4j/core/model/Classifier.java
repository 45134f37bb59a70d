package org.mat4j.core.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A network in inference mode.
 *
 * <p>Its graph has the placeholder {@value #INPUT} and the outputs {@value #LATENT} and {@value #LOGITS}. Not
 * thread-safe.
 */
public final class Classifier implements AutoCloseable {

    /** Name of the input placeholder, [n, inputShape...]. */
    public static final String INPUT = "input";

    /** Name of the latent, [n, D]. */
    public static final String LATENT = "latent";

    /** Name of the logits, [n, m]. */
    public static final String LOGITS = "logits";

    private final SameDiff graph;
    private final int classCount;
    private final BatchCheck check;
    private final Map<String, INDArray> bindings;
    private final GraphProgram program;
    private boolean closed;

    /**
     * @param graph an inference graph with the names above
     * @param inputShape of one example
     * @param classCount number of classes
     * @param bindings values that may change, in place of the graph's own
     */
    Classifier(SameDiff graph, long[] inputShape, int classCount, Map<String, INDArray> bindings) {
        this.graph = graph;
        this.classCount = classCount;
        this.check = new BatchCheck(inputShape, classCount);
        this.bindings = Map.copyOf(bindings);
        this.program = new GraphProgram(graph, List.of(LATENT, LOGITS), bindings);
    }

    /** Itself, keeping the memory of batches of so many sizes, see {@link GraphProgram#keepPlans}. */
    Classifier keepingPlans(int count) {
        program.keepPlans(count);
        return this;
    }

    /** A classifier that reads parameters as they change. */
    public static Classifier of(Network network, ParameterSet parameters) {
        return Workspaces.outside(() -> new Classifier(
                inferenceGraph(network, parameters),
                network.inputShape(),
                network.classCount(),
                parameters.bindings()));
    }

    static SameDiff inferenceGraph(Network network, ParameterSet parameters) {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters);
        Outputs outputs = builder.pass("input", builder.inputPlaceholder(INPUT));
        outputs.latent().mul(1.0).rename(LATENT);
        outputs.logits().mul(1.0).rename(LOGITS);
        return builder.graph();
    }

    /** Number m of classes. */
    public int classCount() {
        return classCount;
    }

    /** The type it computes in, FLOAT or DOUBLE; inputs of another one are cast. */
    public DataType dataType() {
        return graph.getVariable(INPUT).dataType();
    }

    /** Checks that batches fit this classifier. */
    public BatchCheck check() {
        return check;
    }

    /**
     * A copy of the inference graph, with the parameters' present values. Operations may be added to it: this classifier
     * and the file it is saved in stay as they are.
     */
    public SameDiff graph() {
        return ModelFile.graph(serialized());
    }

    /**
     * A program that reads this classifier's parameters, also as they change.
     *
     * @param extended a {@link #graph()} with operations added
     * @param outputs names of the variables to compute
     */
    public GraphProgram program(SameDiff extended, Collection<String> outputs) {
        requireOpen();
        return new GraphProgram(extended, outputs, bindings);
    }

    byte[] serialized() {
        requireOpen();
        return ModelFile.bytes(graph);
    }

    /**
     * Latent and logits.
     *
     * @param latent [n, D]
     * @param logits [n, m]
     */
    public record Prediction(INDArray latent, INDArray logits) {

        /** The most likely class of each example, [n]. */
        public int[] classes() {
            return logits.argMax(1).toIntVector();
        }
    }

    /**
     * Predicts a batch. The result has memory of its own, also inside an open ND4J workspace.
     *
     * @param features [n, inputShape...], or flattened [n, features]; not yet preprocessed: images in [0, 1]
     * @throws IllegalStateException if the classifier is closed
     */
    public Prediction predict(INDArray features) {
        requireOpen();
        return Workspaces.outside(() -> {
            Map<String, INDArray> out = program.run(Map.of(INPUT, check.features(features)), 0);
            return new Prediction(out.get(LATENT).dup(), out.get(LOGITS).dup());
        });
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model is closed, expected an open one; load it again");
        }
    }

    /**
     * The share of examples that get a wrong class.
     *
     * @param data from its present position to its end
     * @return 0 to 100
     * @throws IllegalArgumentException if there is no example
     */
    public double errorPercent(DataSetIterator data) {
        return errorPercent(data, DataSet::getFeatures);
    }

    /**
     * As {@link #errorPercent(DataSetIterator)}, of inputs made from each batch, for example by an attack.
     *
     * @param data from its present position to its end
     * @param inputs gives the inputs, in the order of the batch's examples
     */
    public double errorPercent(DataSetIterator data, Function<DataSet, INDArray> inputs) {
        long wrong = 0;
        long n = 0;
        while (data.hasNext()) {
            DataSet batch = data.next();
            int[] labels = check.labels(batch).argMax(1).toIntVector();
            int[] predicted = predict(inputs.apply(batch)).classes();
            for (int i = 0; i < labels.length; i++) {
                wrong += labels[i] == predicted[i] ? 0 : 1;
            }
            n += labels.length;
        }
        Checks.require(n > 0, "the data to evaluate", "empty", "an example");
        return 100.0 * wrong / n;
    }

    @Override
    public void close() {
        closed = true;
        program.close();
    }
}
