package org.mat4j.layers.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Tries a network of a graph before hours of training: its outputs are those of the graph, and it has gradients. */
final class Trial {

    private static final double ROUNDING = 1e-3;

    private final SameDiffNetwork network;
    private final ParameterSet parameters;

    Trial(SameDiffNetwork network) {
        this.network = network;
        this.parameters = ParameterSet.initialize(
                network, network.graph().getVariable(network.inputName()).dataType(), 0);
    }

    void run() {
        requireRules();
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable x = builder.inputPlaceholder("x");
        Outputs outputs = builder.pass("x", x);
        SDVariable loss = outputs.logits().mul(outputs.logits()).sum();
        List<SDVariable> wanted = new ArrayList<>(builder.parameterVariables());
        wanted.add(x);
        List<String> names = new ArrayList<>(List.of(outputs.logits().name()));
        Gradients.of(loss).withRespectTo(wanted).forEach(gradient -> names.add(gradient.name()));
        INDArray examples = network.examples();
        try (GraphProgram own = new GraphProgram(network.graph(), List.of(network.logitsName()));
                GraphProgram copied = new GraphProgram(builder.graph(), names, parameters.bindings())) {
            INDArray expected =
                    own.run(Map.of(network.inputName(), examples), 0).get(network.logitsName());
            INDArray found =
                    copied.run(Map.of("x", network.inLayout(examples)), 0).get(names.get(0));
            double scale = 1 + expected.amaxNumber().doubleValue();
            if (!(expected.sub(found).amaxNumber().doubleValue() <= ROUNDING * scale)) {
                throw new IllegalArgumentException("the graph's operations cannot be copied: its logits '"
                        + network.logitsName() + "' are " + expected + ", those of the copy " + found
                        + ". Build them as a Network of your own");
            }
        }
    }

    private void requireRules() {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        builder.pass("x", builder.inputPlaceholder("x"));
        SameDiffNetwork.requireNone(
                Gradients.withoutRule(builder.graph()),
                "list of operations that have no gradient",
                "build what they do of others, or train what comes after them");
    }
}
