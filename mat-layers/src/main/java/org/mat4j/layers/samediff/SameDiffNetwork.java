package org.mat4j.layers.samediff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.layers.convolution.BatchNorm;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.NDArraySupplierInitScheme;

/**
 * A SameDiff graph as a network: one's own, or one that SameDiff's importers made of an ONNX or TensorFlow file.
 *
 * <pre>{@code
 * SameDiffNetwork network = SameDiffNetwork.of(graph, "input", "features", "logits");
 * try (TrainedModel model = Trainer.builder(network).config(config).build().fit(data)) {
 *     network.copyTo(graph, model);
 * }
 * }</pre>
 *
 * <p>The graph's variables that the logits need are the parameters, under their names and with their values as the initial
 * ones; its constants stay. Of a stock {@code batchnorm} the running mean and variance are states that stay too: it
 * normalizes by them in training as in inference. Importers make weights constants or variables as the file says;
 * {@code SameDiff.convertToVariables} makes parameters of constants.
 */
public final class SameDiffNetwork implements Network {

    private static final int TRIED = 3;

    private final SameDiff graph;
    private final GraphPart part;
    private final String input;
    private final String latent;
    private final String logits;
    private final ImageLayout layout;
    private final long[] graphInput;
    private final int latentSize;
    private final int classCount;
    private final Set<String> statistics = new HashSet<>();
    private final Map<String, Integer> ranks = new HashMap<>();

    /** Where the graph has the channels of an image. */
    public enum ImageLayout {
        /** As this library has them, and TensorFlow: [n, height, width, channels]. Also for what is no image. */
        CHANNELS_LAST,
        /** As PyTorch and ONNX: [n, channels, height, width]. The network takes images with the channels last. */
        CHANNELS_FIRST
    }

    private SameDiffNetwork(SameDiff graph, String input, String latent, String logits, ImageLayout layout) {
        this.graph = graph;
        this.input = input;
        this.latent = latent;
        this.logits = logits;
        this.layout = layout;
        part = new GraphPart(graph, logits);
        requireNone(
                part.refused(),
                "list of operations that are random or decide what runs",
                "leave them out; a Network of one's own has Pass.dropout");
        requireNone(
                part.emptyProducts(),
                "list of matrix products with alpha 0",
                "they give what their memory held; replace their T arguments by 1 and 0, see docs/fine-tuning.md");
        try (Classifier checked = Classifier.of(graph, input, logits)) {
            graphInput = checked.check().inputShape();
            classCount = checked.classCount();
        }
        Checks.require(
                graph.hasVariable(latent) && part.contains(latent),
                "latent",
                "'" + latent + "'",
                "a variable of the graph that the logits '" + logits + "' are computed from");
        Checks.require(
                layout == ImageLayout.CHANNELS_LAST || graphInput.length == 3,
                "shape of an example with the channels first",
                Arrays.toString(graphInput),
                "[channels, height, width]");
        for (SameDiffOp norm : part.batchNormalizations()) {
            statistics.addAll(norm.getInputsToOp().subList(1, 3));
        }
        latentSize = tried();
        Checks.require(
                !parameters().isEmpty(),
                "list of variables that the logits '" + logits + "' are computed from",
                "empty",
                "the parameters to train; SameDiff.convertToVariables makes them of constants");
    }

    /**
     * The network of a graph, of which it has a copy: later changes of the graph are not seen.
     *
     * @param graph in which nothing that the logits depend on is random
     * @param input placeholder, FLOAT or DOUBLE [-1, inputShape...]
     * @param latent variable of shape [n, D], which the logits are computed from: usually what the last layer reads
     * @param logits variable of shape [n, m]: the scores before the softmax
     * @throws IllegalArgumentException if a name, type or shape is not as said here, the logits are probabilities, or there
     *     are operations that cannot be trained; it names all of them
     */
    public static SameDiffNetwork of(SameDiff graph, String input, String latent, String logits) {
        return of(graph, input, latent, logits, ImageLayout.CHANNELS_LAST);
    }

    /**
     * As above, of a graph of images.
     *
     * @param layout where the graph has the channels
     */
    public static SameDiffNetwork of(SameDiff graph, String input, String latent, String logits, ImageLayout layout) {
        return Workspaces.outside(() -> {
            SameDiffNetwork network = new SameDiffNetwork(graph.dup(), input, latent, logits, layout);
            new Trial(network).run();
            return network;
        });
    }

    /** Looks at the values of a few examples: gives D, and keeps how many axes batch normalizations read. */
    private int tried() {
        List<String> outputs = new ArrayList<>(List.of(latent));
        part.batchNormalizations()
                .forEach(norm -> outputs.add(norm.getInputsToOp().get(0)));
        try (GraphProgram program = new GraphProgram(graph, outputs)) {
            Map<String, INDArray> values = program.run(Map.of(input, examples()), 0);
            values.forEach((name, value) -> ranks.put(name, value.rank()));
            long[] shape = values.get(latent).shape();
            Checks.require(
                    shape.length == 2 && shape[0] == TRIED,
                    "shape of the latent '" + latent + "' of " + TRIED + " examples",
                    Arrays.toString(shape),
                    "[" + TRIED + ", D]: name it where it is flat");
            return (int) shape[1];
        }
    }

    /** Some numbers in the graph's own layout. */
    INDArray examples() {
        long[] shape = LongStream.concat(LongStream.of(TRIED), Arrays.stream(graphInput))
                .toArray();
        Memory.requireNative(
                TRIED + " examples of the input '" + input + "', of shape " + Arrays.toString(graphInput) + " each,",
                Memory.bytes(type(), shape));
        return Nd4j.linspace(-1, 1, Arrays.stream(shape).reduce(1, (a, b) -> a * b), type())
                .reshape('c', shape);
    }

    /** Such numbers as the network takes them. */
    INDArray inLayout(INDArray examples) {
        return layout == ImageLayout.CHANNELS_LAST ? examples : examples.permute(0, 2, 3, 1);
    }

    static void requireNone(Set<String> found, String what, String instead) {
        Checks.require(found.isEmpty(), what, found, "none: " + instead);
    }

    private DataType type() {
        return graph.getVariable(input).dataType();
    }

    SameDiff graph() {
        return graph;
    }

    String inputName() {
        return input;
    }

    String logitsName() {
        return logits;
    }

    /** Names of the parameters, sorted. */
    public Set<String> parameters() {
        Set<String> names = new TreeSet<>(part.leaves());
        names.removeIf(name -> !isTrained(name));
        return names;
    }

    private boolean isTrained(String leaf) {
        SDVariable variable = graph.getVariable(leaf);
        return variable.getVariableType() == VariableType.VARIABLE
                && variable.dataType().isFPType()
                && !statistics.contains(leaf);
    }

    /**
     * Sets a graph's variables to the values of a trained model of this network.
     *
     * @param target the graph that this network was made of, or one with variables of the same names
     * @throws IllegalArgumentException if it lacks one of them
     */
    public void copyTo(SameDiff target, TrainedModel model) {
        Map<String, INDArray> trained = model.parameters();
        for (String name : parameters()) {
            Checks.require(
                    target.hasVariable(name),
                    "the graph's variable '" + name + "'",
                    "missing",
                    "the one of this network");
            SDVariable variable = target.getVariable(name);
            variable.setArray(trained.get(name).castTo(variable.dataType()));
        }
    }

    /** Height, width, channels for images; else as the graph has it. */
    @Override
    public long[] inputShape() {
        long[] s = graphInput;
        return layout == ImageLayout.CHANNELS_LAST ? s.clone() : new long[] {s[1], s[2], s[0]};
    }

    @Override
    public int latentSize() {
        return latentSize;
    }

    @Override
    public int classCount() {
        return classCount;
    }

    @Override
    public String name() {
        return "samediff";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("input", input);
        settings.put("latent", latent);
        settings.put("logits", logits);
        settings.put("layout", layout.name());
        settings.put("operations", Integer.toHexString(part.structure().hashCode()));
        return settings;
    }

    @Override
    public Outputs build(Pass pass, SDVariable x) {
        Map<String, SDVariable> values = new HashMap<>();
        for (String leaf : part.leaves()) {
            values.put(leaf, leaf.equals(input) ? inGraphLayout(x) : leaf(pass, leaf));
        }
        Map<String, SDVariable> all =
                part.addTo(pass.graph(), values, (operation, inputs) -> translated(pass, operation, inputs));
        return new Outputs(all.get(latent), all.get(logits));
    }

    private SDVariable inGraphLayout(SDVariable x) {
        return layout == ImageLayout.CHANNELS_LAST ? x : x.permute(0, 3, 1, 2);
    }

    private SDVariable leaf(Pass pass, String name) {
        INDArray value = graph.getVariable(name).getArr();
        if (statistics.contains(name)) {
            return pass.state(name, new NDArraySupplierInitScheme(value), value.shape());
        }
        if (isTrained(name)) {
            return pass.parameter(name, new NDArraySupplierInitScheme(value), value.shape());
        }
        return value.dataType().isFPType()
                ? pass.constant(name, () -> value)
                : pass.graph().constant(value);
    }

    /** y = (x - mean) gamma / sqrt(variance + epsilon) + beta: the stock gradient is that of the batch's own statistics. */
    private SDVariable translated(Pass pass, SameDiffOp operation, List<SDVariable> in) {
        if (!(operation.getOp() instanceof BatchNorm)) {
            return null;
        }
        DynamicCustomOp norm = (DynamicCustomOp) operation.getOp();
        long[] arguments = norm.iArgs();
        int rank = ranks.get(operation.getInputsToOp().get(0));
        int axis = arguments.length > 2 ? Math.floorMod((int) arguments[2], rank) : rank - 1;
        SDVariable scale = pass.graph().math().rsqrt(in.get(2).add(norm.tArgs()[0]));
        int next = 3;
        if (arguments[0] == 1) {
            scale = scale.mul(in.get(next++));
        }
        SDVariable shift = in.get(1).mul(scale).neg();
        if (arguments[1] == 1) {
            shift = shift.add(in.get(next));
        }
        if (axis == rank - 1) {
            return Channels.shift(Channels.scale(in.get(0), scale), shift);
        }
        long[] shape = new long[rank - axis];
        Arrays.fill(shape, 1);
        shape[0] = -1;
        return in.get(0).mul(scale.reshape(shape)).add(shift.reshape(shape));
    }
}
