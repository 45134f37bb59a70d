package org.mat4j.core.model;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A network in inference mode.
 *
 * <p>The graph of a network of this library has the placeholder {@value #INPUT} and the outputs {@value #LATENT} and
 * {@value #LOGITS}. One made of anyone's graph has that graph's own names, and no latent. Not thread-safe.
 */
public final class Classifier implements AutoCloseable {

    /** Name of the input placeholder, [n, inputShape...]. */
    public static final String INPUT = "input";

    /** Name of the latent, [n, D]. */
    public static final String LATENT = "latent";

    /** Name of the logits, [n, m]. */
    public static final String LOGITS = "logits";

    /** Name of what the first layer gives, [n, inputShape...], where there is one. */
    public static final String PREPROCESSED = "preprocessed";

    private static final String RAW = "raw_input";

    private final SameDiff graph;
    private final Names names;
    private final int classCount;
    private final BatchCheck check;
    private final Map<String, INDArray> bindings;
    private final GraphProgram program;
    private GraphProgram firstLayer;
    private boolean closed;

    /**
     * What variables of a graph are called.
     *
     * @param input placeholder
     * @param latent empty if there is none
     * @param logits output
     */
    record Names(String input, Optional<String> latent, String logits) {
        private static final Names OWN = new Names(INPUT, Optional.of(LATENT), LOGITS);

        private List<String> outputs() {
            return Stream.concat(latent.stream(), Stream.of(logits)).toList();
        }
    }

    /** As below, of a graph with the names above. */
    Classifier(SameDiff graph, long[] inputShape, int classCount, Map<String, INDArray> bindings) {
        this(graph, Names.OWN, inputShape, classCount, bindings);
    }

    /**
     * @param graph an inference graph
     * @param inputShape of one example
     * @param classCount number of classes
     * @param bindings values that may change, in place of the graph's own
     */
    Classifier(SameDiff graph, Names names, long[] inputShape, int classCount, Map<String, INDArray> bindings) {
        this.graph = graph;
        this.names = names;
        this.classCount = classCount;
        this.check = new BatchCheck(inputShape, classCount);
        this.bindings = Map.copyOf(bindings);
        this.program = new GraphProgram(graph, names.outputs(), bindings);
    }

    /** Itself, keeping the memory of batches of so many sizes, see {@link GraphProgram#keepPlans}. */
    Classifier keepingPlans(int count) {
        program.keepPlans(count);
        return this;
    }

    /** Sets when later predictions are broken off by a {@code CancellationException}, see {@link GraphProgram#stopIf}. */
    public void stopIf(BooleanSupplier condition) {
        program.stopIf(condition);
    }

    /** A classifier that reads parameters as they change. */
    public static Classifier of(Network network, ParameterSet parameters) {
        return Workspaces.outside(() -> new Classifier(
                inferenceGraph(network, parameters),
                network.inputShape(),
                network.classCount(),
                parameters.bindings()));
    }

    /** As {@link #of(SameDiff, String, String, Map)}, of a graph whose logits depend on no other placeholder. */
    public static Classifier of(SameDiff graph, String input, String logits) {
        return of(graph, input, logits, Map.of());
    }

    /**
     * A classifier of anyone's graph, such as to attack it. It has a copy, with the variables' present values: the graph
     * itself is neither changed nor read later.
     *
     * @param graph in which nothing that the logits depend on is random
     * @param input placeholder, FLOAT or DOUBLE [-1, inputShape...]
     * @param logits variable of the input's type, [n, m] with m at least 2: the scores before a softmax
     * @param others a value for each other placeholder that the logits depend on, the same for all examples
     * @throws IllegalArgumentException if a name, type, shape or value is not as said here, or the logits are probabilities
     */
    public static Classifier of(SameDiff graph, String input, String logits, Map<String, INDArray> others) {
        return Workspaces.outside(() -> PlainGraph.classifier(graph, input, logits, others));
    }

    /**
     * As {@link #of(SameDiff, String, String)}, of a file that {@code SameDiff.save} wrote.
     *
     * @throws ModelFileException if the file is missing or of another kind
     * @throws IllegalArgumentException if its graph is not as said there
     */
    public static Classifier load(Path file, String input, String logits) {
        return Workspaces.outside(() -> PlainGraph.classifier(PlainGraph.read(file), input, logits, Map.of()));
    }

    static SameDiff inferenceGraph(Network network, ParameterSet parameters) {
        GraphBuilder builder = new GraphBuilder(network, Mode.INFERENCE, parameters, PerturbationSpace.PREPROCESSED);
        SDVariable first = builder.input(INPUT);
        if (!first.isPlaceHolder()) {
            first.rename(PREPROCESSED);
        }
        Outputs outputs = builder.pass(INPUT, first);
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
        return graph.getVariable(names.input()).dataType();
    }

    /** Name of its graph's input placeholder, [n, inputShape...]. */
    public String inputName() {
        return names.input();
    }

    /** Name of its graph's logits, [n, m]. */
    public String logitsName() {
        return names.logits();
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

    /** Whether there is a first layer, so that {@link #behindFirstLayer} has another input. */
    public boolean hasFirstLayer() {
        return hasOwn(PREPROCESSED, VariableType.ARRAY);
    }

    /** Whether the graph has a variable of this library's, not one that a user gave the same name. */
    private boolean hasOwn(String name, VariableType type) {
        return names == Names.OWN
                && graph.hasVariable(name)
                && graph.getVariable(name).getVariableType() == type;
    }

    /**
     * This classifier from behind its first layer on, with the parameters' present values: its inputs, and so the sizes of
     * attacks on it, are in the units that the layer gives, such as deviations of a table's columns.
     *
     * @return of its own; to be closed by itself
     * @throws IllegalArgumentException if there is no first layer
     */
    public Classifier behindFirstLayer() {
        Checks.require(
                hasFirstLayer(),
                "first layer of the model",
                "none",
                "one, such as a standardization; a model file of an earlier version is to be trained again");
        return Workspaces.outside(() -> {
            SameDiff copy = graph();
            copy.renameVariable(INPUT, RAW);
            SDVariable input = copy.placeHolder(INPUT, dataType(), BatchCheck.batchShape(-1, check.inputShape()));
            for (String name : List.copyOf(copy.getVariables().get(PREPROCESSED).getInputsForOp())) {
                DifferentialFunction reader = copy.getOpById(name);
                copy.replaceArgFor(List.of(copy.getInputsForOp(reader)).indexOf(PREPROCESSED), input, reader);
            }
            return new Classifier(copy, names, check.inputShape(), classCount, Map.of());
        });
    }

    /**
     * The input of this classifier: the features themselves, or what the first layer makes of them where this is
     * {@linkplain #behindFirstLayer behind} it.
     *
     * @param features as for {@link #predict} of the model: images in [0, 1], rows of a table
     * @return [n, inputShape...]
     */
    public INDArray inputOf(INDArray features) {
        INDArray checked = check.features(features);
        if (!hasOwn(RAW, VariableType.PLACEHOLDER)) {
            return checked;
        }
        requireOpen();
        return Workspaces.outside(() -> {
            firstLayer = firstLayer == null ? program(graph, List.of(PREPROCESSED)) : firstLayer;
            return firstLayer.run(Map.of(RAW, checked), 0).get(PREPROCESSED).dup();
        });
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
     * @param features [n, inputShape...], or flattened [n, features] but for color images; not yet preprocessed: images in [0, 1]
     * @throws IllegalStateException if the classifier is closed, or has no latent
     */
    public Prediction predict(INDArray features) {
        return Workspaces.outside(() -> predictChecked(check.features(features)));
    }

    /** As {@link #predict}, of features that the check has been over. */
    Prediction predictChecked(INDArray features) {
        String latent = names.latent()
                .orElseThrow(() -> new IllegalStateException(
                        "the classifier is of a plain graph without a latent, expected one of a trained model: ask for its"
                                + " logits alone"));
        return Workspaces.outside(() -> {
            Map<String, INDArray> out = run(features);
            return new Prediction(out.get(latent).dup(), out.get(names.logits()).dup());
        });
    }

    /**
     * The logits of a batch, [n, m]. The result has memory of its own, also inside an open ND4J workspace.
     *
     * @param features as for {@link #predict}
     * @throws IllegalStateException if the classifier is closed
     */
    public INDArray logits(INDArray features) {
        return Workspaces.outside(
                () -> run(check.features(features)).get(names.logits()).dup());
    }

    private Map<String, INDArray> run(INDArray features) {
        requireOpen();
        return program.run(Map.of(names.input(), features), 0);
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
            int[] predicted = logits(inputs.apply(batch)).argMax(1).toIntVector();
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
        if (firstLayer != null) {
            firstLayer.close();
        }
    }
}
