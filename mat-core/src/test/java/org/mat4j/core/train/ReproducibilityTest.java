package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The same seed and data give the same model, bit for bit. */
class ReproducibilityTest {

    private static final Network PLAIN = TestNetwork.dense(4, 3, 3);
    private static final Network DROPOUT = TestNetwork.dropout(4, 8, 3, 0.5);

    /** The parameters and the mixture, to the last bit. */
    private static List<Object> train(Network network, MethodType method, long seed) {
        TrainingConfig config = TrainingConfig.builder()
                .method(TestMethods.of(method))
                .seed(seed)
                .updates(7)
                .build();
        try (TrainedModel model =
                Trainer.builder(network).config(config).build().fit(Blobs.batches(3, 9, 4, 3, 1))) {
            return List.of(
                    List.of(bits(model, "w"), bits(model, "b"), bits(model, "v"), bits(model, "c")),
                    model.mixture().toJson());
        }
    }

    private static List<Integer> bits(TrainedModel model, String parameter) {
        INDArray values = model.classifier().graph().getVariable(parameter).getArr();
        return Arrays.stream(values.dup().data().asDouble())
                .mapToObj(v -> Float.floatToRawIntBits((float) v))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(MethodType.class)
    void sameSeedSameBits(MethodType method) {
        assertEquals(train(PLAIN, method, 5), train(PLAIN, method, 5));
    }

    @Test
    void sameSeedSameBitsWithDropout() {
        assertEquals(train(DROPOUT, MethodType.MAT, 5), train(DROPOUT, MethodType.MAT, 5));
        assertEquals(train(DROPOUT, MethodType.BASELINE, 5), train(DROPOUT, MethodType.BASELINE, 5));
    }

    @Test
    void dropoutIsActive() {
        Network none = TestNetwork.dropout(4, 8, 3, 0);
        assertNotEquals(train(none, MethodType.BASELINE, 5), train(DROPOUT, MethodType.BASELINE, 5));
    }

    @Test
    void otherTrainingInBetweenChangesNothing() {
        List<Object> first = train(DROPOUT, MethodType.MAT, 5);
        train(PLAIN, MethodType.VAT, 99);
        Nd4j.getRandom().nextGaussian();
        assertEquals(first, train(DROPOUT, MethodType.MAT, 5));
    }

    /** For a seed of 0 ND4J takes the time of day. */
    @Test
    void zeroIsASeedLikeAnyOther() {
        assertEquals(train(DROPOUT, MethodType.MAT, 0), train(DROPOUT, MethodType.MAT, 0));
        assertNotEquals(train(DROPOUT, MethodType.MAT, 0), train(DROPOUT, MethodType.MAT, 1));
    }

    @Test
    void theCallersGeneratorIsLeftAsItWas() {
        Nd4j.getRandom().setSeed(77);
        Nd4j.rand(3);
        INDArray expected = Nd4j.rand(2);
        Nd4j.getRandom().setSeed(77);
        Nd4j.rand(3);
        train(DROPOUT, MethodType.MAT, 5);
        assertEquals(expected, Nd4j.rand(2));
        assertEquals(77, Nd4j.getRandom().getSeed());
    }

    @Test
    void otherSeedOtherParameters() {
        assertNotEquals(train(PLAIN, MethodType.BASELINE, 5), train(PLAIN, MethodType.BASELINE, 6));
    }

    /** Not through the initial values alone: with equal ones the noise of the perturbation differs too. */
    @Test
    void noiseDependsOnTheSeedAndTheUpdate() {
        long first = Seeds.NOISE.of(5, 0);
        assertEquals(first, Seeds.NOISE.of(5, 0));
        assertNotEquals(first, Seeds.NOISE.of(6, 0));
        assertNotEquals(first, Seeds.NOISE.of(5, 1));
        assertNotEquals(first, Seeds.DROPOUT.of(5, 0));
    }
}
