package org.mat4j.layers.dl4j;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.CenterLossParamInitializer;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of DeepLearning4J, to be trained by any method of this library and given back with what it has learned.
 *
 * <pre>{@code
 * MultiLayerNetwork trained = MultiLayerNetwork.load(new File("mine.zip"), false);
 * Dl4jNetwork<MultiLayerNetwork> network = Dl4jNetwork.of(trained);
 * TrainedModel model = Trainer.builder(network).config(config).build().fit(data);
 * MultiLayerNetwork better = network.export(model);
 * }</pre>
 *
 * <p>A trained network is where the training starts, with its running statistics. A configuration alone starts as DL4J
 * would initialize it, drawn from the training's seed, not from the configuration's. Parameters have DL4J's names, such as
 * {@code 0_W} or {@code conv1_b}.
 *
 * <p>It must have one input and one output and end in a softmax. The latent is what the last fully connected layer reads,
 * or the logits where they come from another layer, such as a global pooling; {@link #withLatent(String)} takes another
 * one. Images are given as {@link org.mat4j.core.network.BatchCheck#features} says, with their channels first or last,
 * whatever DL4J's format; flattened color images are refused.
 *
 * <p>What the configuration says of training is not taken: updaters, learning rates and the loss's weights, which a {@link
 * org.mat4j.core.train.TrainingConfig} gives anew, and regularization, constraints, normalization of gradients and frozen
 * layers, of which a warning is logged.
 *
 * @param <M> the kind of network that {@link #export} gives
 */
public final class Dl4jNetwork<M extends Model> implements Network {

    /** What a network is made from. */
    private record Source<M>(
            NetworkGraph graph, NetworkInput input, Map<String, INDArray> values, String digest, Supplier<M> factory) {}

    private final Source<M> source;
    private final Body body;

    private Dl4jNetwork(Source<M> source, Body body) {
        this.source = source;
        this.body = body;
    }

    /**
     * A fresh network.
     *
     * @throws UnsupportedLayersException if layers cannot be converted
     * @throws IllegalArgumentException if it does not say how large its images are, or does not end in a softmax
     */
    public static Dl4jNetwork<MultiLayerNetwork> of(MultiLayerConfiguration configuration) {
        return of(configuration, Map.of(), null);
    }

    /** As {@link #of(MultiLayerConfiguration)}, for inputs of a type, such as {@code InputType.convolutional(32, 32, 3)}. */
    public static Dl4jNetwork<MultiLayerNetwork> of(MultiLayerConfiguration configuration, InputType type) {
        return of(configuration, Map.of(), type);
    }

    /** As {@link #of(MultiLayerConfiguration)}, from the present parameters of a network, which are copied. */
    public static Dl4jNetwork<MultiLayerNetwork> of(MultiLayerNetwork network) {
        return of(network.getLayerWiseConfigurations(), values(network, network.getLayers()), null);
    }

    /** As {@link #of(MultiLayerNetwork)}, for inputs of a type, such as {@code InputType.convolutional(32, 32, 3)}. */
    public static Dl4jNetwork<MultiLayerNetwork> of(MultiLayerNetwork network, InputType type) {
        return of(network.getLayerWiseConfigurations(), values(network, network.getLayers()), type);
    }

    /** As {@link #of(MultiLayerConfiguration)}, of a graph with one input and one output. */
    public static Dl4jNetwork<ComputationGraph> of(ComputationGraphConfiguration configuration) {
        return of(configuration, Map.of(), null);
    }

    /** As {@link #of(MultiLayerConfiguration, InputType)}, of a graph with one input and one output. */
    public static Dl4jNetwork<ComputationGraph> of(ComputationGraphConfiguration configuration, InputType type) {
        return of(configuration, Map.of(), type);
    }

    /** As {@link #of(MultiLayerNetwork)}, of a graph with one input and one output. */
    public static Dl4jNetwork<ComputationGraph> of(ComputationGraph network) {
        return of(network.getConfiguration(), values(network, network.getLayers()), null);
    }

    /** As {@link #of(MultiLayerNetwork, InputType)}, of a graph with one input and one output. */
    public static Dl4jNetwork<ComputationGraph> of(ComputationGraph network, InputType type) {
        return of(network.getConfiguration(), values(network, network.getLayers()), type);
    }

    private static Dl4jNetwork<MultiLayerNetwork> of(
            MultiLayerConfiguration configuration, Map<String, INDArray> values, InputType type) {
        String json = configuration.toJson();
        NetworkGraph graph = NetworkGraph.of(MultiLayerConfiguration.fromJson(json));
        return of(graph, type, values, json, () -> new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json)));
    }

    /** By way of JSON, since a MergeVertex's own clone forgets its axis. */
    private static Dl4jNetwork<ComputationGraph> of(
            ComputationGraphConfiguration configuration, Map<String, INDArray> values, InputType type) {
        String json = configuration.toJson();
        NetworkGraph graph = NetworkGraph.of(ComputationGraphConfiguration.fromJson(json));
        return of(graph, type, values, json, () -> new ComputationGraph(ComputationGraphConfiguration.fromJson(json)));
    }

    private static <M extends Model> Dl4jNetwork<M> of(
            NetworkGraph graph, InputType type, Map<String, INDArray> values, String json, Supplier<M> factory) {
        // All of them, the end too, before what is wrong with the end alone.
        Body.convert(graph);
        NetworkGraph linear = Head.withoutSoftmax(graph);
        NetworkInput input = type == null ? NetworkInput.of(linear) : NetworkInput.of(linear, type);
        String digest =
                UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)).toString();
        Ignored.warn(graph);
        Source<M> source = new Source<>(linear, input, values, digest, factory);
        return of(source, Body.Latent.readBy(Head.last(linear)));
    }

    private static <M extends Model> Dl4jNetwork<M> of(Source<M> source, Body.Latent latent) {
        ParameterTable table = new ParameterTable(
                source.values(), new ParameterLayout(source.input().format()));
        return new Dl4jNetwork<>(source, new Body(source.graph(), source.input(), table, latent));
    }

    /** @param layers null in a network that is not initialized */
    private static Map<String, INDArray> values(Model network, Layer[] layers) {
        Checks.require(layers != null, "the DL4J network", "not initialized", "one after init()");
        return Workspaces.outside(() -> {
            Map<String, INDArray> copies = new LinkedHashMap<>();
            network.paramTable().forEach((name, value) -> copies.put(name, value.dup('c')));
            return copies;
        });
    }

    /**
     * The same network with the output of a layer or vertex as the latent, behind its activation.
     *
     * @param layer its name, or its number in a MultiLayerConfiguration
     * @throws IllegalArgumentException if there is none of that name, or its output is an image
     */
    public Dl4jNetwork<M> withLatent(String layer) {
        return of(source, Body.Latent.givenBy(source.graph().find(layer)));
    }

    /** As {@link #withLatent(String)}, by the number of a layer in a MultiLayerConfiguration, from 0. */
    public Dl4jNetwork<M> withLatent(int layer) {
        return withLatent(Integer.toString(layer));
    }

    /**
     * A DL4J network of the same configuration with the parameters and running statistics of a model.
     *
     * <p>A {@linkplain Network#preprocessedBy first layer} of the model is not part of it: what it is given must be
     * preprocessed likewise.
     *
     * @param model that this network was trained to, also after it was saved and loaded
     * @throws IllegalArgumentException if it is of another network
     * @throws IllegalStateException if it is closed
     */
    public M export(TrainedModel model) {
        return Workspaces.outside(() -> {
            SameDiff graph = model.classifier().graph();
            M network = source.factory().get();
            network.init();
            network.paramTable().forEach((name, target) -> target.assign(value(graph, name, target)));
            return network;
        });
    }

    private INDArray value(SameDiff graph, String name, INDArray target) {
        if (name.endsWith("_" + CenterLossParamInitializer.CENTER_KEY)) {
            // The centers of a center loss are none of the network's.
            return source.values().getOrDefault(name, target);
        }
        SDVariable variable = graph.getVariable(name);
        Checks.require(
                variable != null,
                "parameter '" + name + "' of the model",
                "missing",
                "that of this network: give the model that it was trained to");
        INDArray value = layout().toDl4j(variable.getArr());
        Checks.require(
                Arrays.equals(value.shape(), target.shape()),
                "shape of parameter '" + name + "' of the model",
                Arrays.toString(value.shape()),
                Arrays.toString(target.shape()));
        return value;
    }

    /** How many trainable numbers it has, without running statistics; none is made. */
    public long parameterCount() {
        return body.parameterCount();
    }

    /** Names of the layers and vertices, in the order in which they are computed. */
    public List<String> layers() {
        return List.copyOf(source.graph().nodes().keySet());
    }

    ParameterLayout layout() {
        return body.table().layout();
    }

    @Override
    public long[] inputShape() {
        return source.input().shape().clone();
    }

    @Override
    public int latentSize() {
        return body.latentSize();
    }

    @Override
    public int classCount() {
        return body.classCount();
    }

    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("configuration", source.digest(), "latent", body.latent().toString());
    }

    @Override
    public Outputs build(Pass pass, SDVariable input) {
        Body.Ends ends = body.build(pass, input);
        return new Outputs(ends.latent().value(), ends.logits().value());
    }
}
