package org.mat4j.core.measure.attack;

import java.util.function.Consumer;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** Models on blobs in four dimensions and three classes, and the data to attack them with. */
final class AttackModels {

    static final int INPUTS = 4;
    static final int CLASSES = 3;
    static final int N = 240;

    private AttackModels() {}

    static TrainedModel sane() {
        return Models.trained(TestNetwork.dense(INPUTS, 3, CLASSES), DataType.FLOAT, 60);
    }

    /** A network with the parameters of a trained model of {@code TestNetwork.dense}, some of them changed. */
    static TrainedModel withParametersOf(TrainedModel trained, Network network, Consumer<ParameterSet> change) {
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, 1);
        for (String name : new String[] {"w", "b", "v", "c"}) {
            parameters.parameter(name).assign(trained.classifier().graph().getArrForVarName(name));
        }
        change.accept(parameters);
        int latent = trained.info().latentSize();
        ModelInfo info = new ModelInfo(
                "changed",
                network.inputShape(),
                latent,
                ModelInfo.numbered(CLASSES),
                trained.info().training(),
                trained.info().provenance());
        return TrainedModel.of(
                network, parameters, new MixtureEstimator(MixtureConfig.defaults(), CLASSES, latent).snapshot(), info);
    }

    /** Nearly the same decisions, on inputs rounded to sixteenths, which has no gradient. */
    static TrainedModel masked(TrainedModel trained) {
        TestNetwork dense = TestNetwork.dense(INPUTS, 3, CLASSES);
        TestNetwork rounding = new TestNetwork(
                dense.inputShape(),
                dense.latentSize(),
                CLASSES,
                (pass, x) ->
                        dense.build(pass, pass.graph().math().round(x.mul(16)).div(16)));
        return withParametersOf(trained, rounding, parameters -> {});
    }

    /** The same decisions, with all logits this many times as far apart. */
    static TrainedModel surer(TrainedModel trained, double times) {
        return withParametersOf(trained, TestNetwork.dense(INPUTS, 3, CLASSES), parameters -> {
            parameters.parameter("v").muli(times);
            parameters.parameter("c").muli(times);
        });
    }

    static Batches data() {
        return Blobs.batches(3, N / 3, INPUTS, CLASSES, 30);
    }
}
