package org.mat4j.core.measure.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.check.Values.normal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.ResidualSum;
import org.mat4j.core.engine.op.StopGradient;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.ConstantInitScheme;

/** Operations with a gradient of their own keep it in a model's file: attacks find what the network itself would say. */
class LoadedModelAttackTest {

    private static final int INPUTS = 4;
    private static final int LATENT = 3;

    private static final INDArray LABELS =
            Nd4j.createFromArray(new double[][] {{1, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 0}});

    private static final TestNetwork NETWORK = new TestNetwork(new long[] {INPUTS}, LATENT, 2, (pass, x) -> {
        SDVariable h = TestNetwork.hidden(pass, x, new long[] {INPUTS}, LATENT);
        SDVariable scale = pass.parameter("scale", new ConstantInitScheme('c', 0.7), LATENT);
        SDVariable shifted = Channels.shift(Channels.scale(h, scale), scale);
        SDVariable latent = ResidualSum.of(shifted.mul(StopGradient.of(shifted)), h);
        return TestNetwork.head(pass, latent, LATENT, 2);
    });

    @Test
    void gradientsAreThoseOfTheNetwork(@TempDir Path folder) {
        INDArray x = normal(1, 5, INPUTS);
        try (TrainedModel fresh = Models.trained(NETWORK, DataType.DOUBLE, 3)) {
            fresh.save(folder.resolve("model.zip"));
            ParameterSet parameters = ParameterSet.initialize(NETWORK, DataType.DOUBLE, 1);
            fresh.parameters()
                    .forEach((name, value) -> parameters.parameter(name).assign(value));
            GraphBuilder builder = new GraphBuilder(NETWORK, Mode.INFERENCE, parameters);
            SDVariable input = builder.inputPlaceholder(Classifier.INPUT);
            INDArray expected = gradient(builder.pass("x", input).logits(), x);
            try (TrainedModel loaded = TrainedModel.load(folder.resolve("model.zip"))) {
                for (TrainedModel model : List.of(fresh, loaded)) {
                    SameDiff graph = model.classifier().graph();
                    assertEquals(expected, gradient(graph.getVariable(Classifier.LOGITS), x));
                }
                GradientStep attack = new GradientStep(Norm.L2);
                assertEquals(perturbed(attack, fresh, x), perturbed(attack, loaded, x));
            }
        }
    }

    private static INDArray gradient(SDVariable logits, INDArray x) {
        SameDiff graph = logits.getSameDiff();
        SDVariable loss = logits.mul(graph.constant(normal(2, 5, 2))).sum();
        String name = Gradients.of(loss)
                .withRespectTo(graph.getVariable(Classifier.INPUT))
                .get(0)
                .name();
        try (GraphProgram program = new GraphProgram(graph, List.of(name))) {
            return program.run(Map.of(Classifier.INPUT, x), 0).get(name).dup();
        }
    }

    private static INDArray perturbed(GradientStep attack, TrainedModel model, INDArray x) {
        try (OpenAttack open = attack.on(model.classifier(), Bounds.unlimited(), Criterion.misclassification())) {
            return open.perturb(x, LABELS, 0.5, 1);
        }
    }
}
