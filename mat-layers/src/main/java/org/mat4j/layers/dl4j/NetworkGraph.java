package org.mat4j.layers.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.mat4j.core.check.Checks;

/**
 * Both kinds of DL4J configurations in one form.
 *
 * @param input name of the network's input
 * @param nodes by name, each behind those that it reads
 * @param output name of the node that gives the network's output
 */
record NetworkGraph(String input, Map<String, Node> nodes, String output) {

    /**
     * A layer or vertex.
     *
     * @param name prefix of its parameters' names in DL4J
     * @param label what it is called in messages
     * @param inputs names of the nodes it reads, or of the network's input
     * @param preprocessor what is done to its input first
     * @param part a {@link Layer} or {@link GraphVertex}, without a wrapper that freezes it
     * @param frozen whether it had one
     */
    record Node(
            String name,
            String label,
            List<String> inputs,
            Optional<InputPreProcessor> preprocessor,
            Object part,
            boolean frozen) {

        static Node of(String name, String label, List<String> inputs, InputPreProcessor preprocessor, Object part) {
            Object thawed = thawed(part);
            return new Node(name, label, inputs, Optional.ofNullable(preprocessor), thawed, thawed != part);
        }

        private static Object thawed(Object part) {
            return part instanceof FrozenLayer layer
                    ? layer.getLayer()
                    : part instanceof FrozenLayerWithBackprop layer ? layer.getUnderlying() : part;
        }

        Node withPart(Object other) {
            return new Node(name, label, inputs, preprocessor, other, frozen);
        }
    }

    static NetworkGraph of(MultiLayerConfiguration configuration) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        String input = "input";
        String last = input;
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            Layer layer = configuration.getConf(i).getLayer();
            String name = Integer.toString(i);
            String label = "layer " + i + (layer.getLayerName() == null ? "" : " '" + layer.getLayerName() + "'");
            nodes.put(name, Node.of(name, label, List.of(last), configuration.getInputPreProcess(i), layer));
            last = name;
        }
        return new NetworkGraph(input, nodes, last);
    }

    static NetworkGraph of(ComputationGraphConfiguration configuration) {
        List<String> inputs = configuration.getNetworkInputs();
        List<String> outputs = configuration.getNetworkOutputs();
        Checks.require(inputs.size() == 1, "list of the network's inputs", inputs, "one");
        Checks.require(outputs.size() == 1, "list of the network's outputs", outputs, "one");
        Map<String, Node> nodes = new LinkedHashMap<>();
        addBehindInputs(configuration, outputs.get(0), nodes);
        return new NetworkGraph(inputs.get(0), nodes, outputs.get(0));
    }

    private static void addBehindInputs(
            ComputationGraphConfiguration configuration, String name, Map<String, Node> nodes) {
        GraphVertex vertex = configuration.getVertices().get(name);
        if (vertex == null || nodes.containsKey(name)) {
            return;
        }
        List<String> inputs = configuration.getVertexInputs().get(name);
        inputs.forEach(input -> addBehindInputs(configuration, input, nodes));
        GraphVertex thawed = vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
        nodes.put(
                name,
                thawed instanceof LayerVertex layer
                        ? Node.of(
                                name,
                                "layer '" + name + "'",
                                inputs,
                                layer.getPreProcessor(),
                                layer.getLayerConf().getLayer())
                        : Node.of(name, "vertex '" + name + "'", inputs, null, thawed));
    }

    Node node(String name) {
        return nodes.get(name);
    }

    /** The nodes that read a node or the network's input. */
    Stream<Node> readers(String name) {
        return nodes.values().stream().filter(node -> node.inputs().contains(name));
    }

    /**
     * The node that a name or a number of a layer stands for.
     *
     * @throws IllegalArgumentException if there is none
     */
    Node find(String name) {
        List<String> names = new ArrayList<>();
        for (Node node : nodes.values()) {
            Optional<String> layerName =
                    node.part() instanceof Layer layer ? Optional.ofNullable(layer.getLayerName()) : Optional.empty();
            if (name.equals(node.name()) || name.equals(layerName.orElse(null))) {
                return node;
            }
            names.add(layerName.orElse(node.name()));
        }
        throw new IllegalArgumentException("layer of the latent is '" + name + "', expected one of " + names);
    }

    NetworkGraph with(Node node) {
        Map<String, Node> changed = new LinkedHashMap<>(nodes);
        changed.put(node.name(), node);
        return new NetworkGraph(input, changed, output);
    }
}
