package org.mat4j.layers.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.Tensor;
import org.mat4j.layers.dl4j.NetworkGraph.Node;
import org.nd4j.autodiff.samediff.SDVariable;

/** The converted parts of a network, from its input to the latent and the logits. */
final class Body {

    /**
     * Which value is the latent.
     *
     * @param node name of the node
     * @param side whether it is what the node reads, behind its preprocessor, or what it gives
     */
    record Latent(String node, Side side) {

        enum Side {
            READ,
            GIVEN
        }

        static Latent readBy(Node last) {
            return new Latent(last.name(), Head.isFullyConnected(last) ? Side.READ : Side.GIVEN);
        }

        static Latent givenBy(Node node) {
            return new Latent(node.name(), Side.GIVEN);
        }

        @Override
        public String toString() {
            return (side == Side.READ ? "input" : "output") + " of " + node;
        }
    }

    /** What a pass through the body gives. */
    record Ends(Tensor latent, Tensor logits) {}

    record Step(Node node, List<Part> parts) {}

    private final NetworkGraph graph;
    private final NetworkInput input;
    private final ParameterTable table;
    private final Latent latent;
    private final List<Step> steps;
    private final long parameterCount;
    private final int latentSize;
    private final int classCount;

    Body(NetworkGraph graph, NetworkInput input, ParameterTable table, Latent latent) {
        this.graph = graph;
        this.input = input;
        this.table = table;
        this.latent = latent;
        steps = convert(graph);
        Ends[] tried = new Ends[1];
        parameterCount = ParameterSet.Declared.of(tryOut(tried)).length();
        Ends ends = tried[0];
        latentSize = size("latent, the " + latent, ends.latent());
        classCount = size("network's output", ends.logits());
        Checks.require(classCount >= 2, "number of classes", classCount, "at least 2");
    }

    private static int size(String what, Tensor value) {
        Checks.require(
                value.shape().length == 1,
                "shape of the " + what,
                Arrays.toString(value.shape()),
                "a vector for each example, as behind a flattening or a global pooling");
        return Math.toIntExact(value.channels());
    }

    /** @throws UnsupportedLayersException if some cannot be converted */
    static List<Step> convert(NetworkGraph graph) {
        List<Step> steps = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Node node : graph.nodes().values()) {
            List<Part> parts = new ArrayList<>();
            try {
                node.preprocessor().map(Conversions.PREPROCESSORS::convert).ifPresent(parts::add);
                parts.add((node.part() instanceof Layer ? Conversions.LAYERS : Conversions.VERTICES)
                        .convert(node.part()));
            } catch (IllegalArgumentException e) {
                problems.add(node.label() + ": " + e.getMessage());
            }
            steps.add(new Step(node, parts));
        }
        if (!problems.isEmpty()) {
            throw new UnsupportedLayersException(problems);
        }
        return steps;
    }

    /** A network that keeps what it gives, to learn the shapes and that they fit. */
    private Network tryOut(Ends[] tried) {
        return new Network() {
            @Override
            public long[] inputShape() {
                return input.shape();
            }

            @Override
            public int latentSize() {
                return 1;
            }

            @Override
            public int classCount() {
                return 2;
            }

            @Override
            public Outputs build(Pass pass, SDVariable x) {
                tried[0] = Body.this.build(pass, x);
                return new Outputs(tried[0].latent().value(), tried[0].logits().value());
            }
        };
    }

    Ends build(Pass pass, SDVariable x) {
        Map<String, Tensor> given = new HashMap<>();
        Map<String, Tensor> read = new LinkedHashMap<>();
        given.put(graph.input(), input.given(new Tensor(x, input.shape()), graph));
        for (Step step : steps) {
            LayerPass layerPass = new LayerPass(pass, step.node().name(), table);
            List<Tensor> values = step.node().inputs().stream().map(given::get).toList();
            for (int i = 0; i < step.parts().size(); i++) {
                if (i == step.parts().size() - 1) {
                    read.put(step.node().name(), values.get(0));
                }
                values = List.of(step.parts().get(i).apply(layerPass, values));
            }
            given.put(step.node().name(), values.get(0));
        }
        return new Ends(
                (latent.side() == Latent.Side.READ ? read : given).get(latent.node()), given.get(graph.output()));
    }

    ParameterTable table() {
        return table;
    }

    Latent latent() {
        return latent;
    }

    long parameterCount() {
        return parameterCount;
    }

    int latentSize() {
        return latentSize;
    }

    int classCount() {
        return classCount;
    }
}
