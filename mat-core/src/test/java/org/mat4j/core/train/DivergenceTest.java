package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.weightinit.impl.ConstantInitScheme;
import org.nd4j.weightinit.impl.OneInitScheme;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** Training that breaks down stops and says where. */
class DivergenceTest {

    private static final String ADVICE = "; lower the learning rate, and check the input's scale";
    private static final long[] INPUT = {4};

    private final List<UpdateReport> reports = new ArrayList<>();

    private TrainingDivergedException diverge(TestNetwork network, TrainingConfigBuilder config) {
        Trainer trainer = Trainer.builder(network)
                .config(config.build())
                .listener(new TrainingListener() {
                    @Override
                    public void onUpdate(UpdateReport report) {
                        reports.add(report);
                    }
                })
                .build();
        Batches data = Blobs.batches(2, 6, 4, 3, 1);
        return assertThrows(TrainingDivergedException.class, () -> trainer.fit(data));
    }

    private static TrainingConfigBuilder config(double learningRate) {
        return TrainingConfig.builder()
                .method(Methods.baseline())
                .updater(new Sgd(learningRate))
                .updates(20);
    }

    private static TestNetwork network(UnaryOperator<SDVariable> latent, UnaryOperator<SDVariable> logits) {
        return new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            Outputs features = TestNetwork.head(pass, latent.apply(TestNetwork.hidden(pass, x, INPUT, 3)), 3, 3);
            return new Outputs(features.latent(), logits.apply(features.logits()));
        });
    }

    @Test
    void hugeLearningRate() {
        TestNetwork linear = new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            SDVariable u = pass.parameter("u", new XavierInitScheme('c', 4, 3), 4, 3);
            return TestNetwork.head(pass, x.mmul(u), 3, 3);
        });
        Exception e = diverge(linear, config(1e36));
        assertTrue(e.getMessage().matches("update [0-9]+: .*"), e::getMessage);
        assertTrue(
                e.getMessage()
                        .matches(".*(the term 'cross_entropy' is (NaN|Infinity)"
                                + "|the gradient of parameter '[uvc]' is not finite"
                                + "|its step left parameter '[uvc]' not finite).*"),
                e::getMessage);
        assertTrue(e.getMessage().startsWith("update " + (reports.size() + 1) + ":"), e::getMessage);
        assertTrue(reports.stream().allMatch(r -> Double.isFinite(r.loss())));
    }

    /** A latent too large for its covariance to be inverted, though every loss is still finite. */
    @Test
    void mixtureBreaks() {
        Exception e = diverge(network(z -> z.mul(1e14), o -> o.mul(1e-14)), config(1e-3));
        assertTrue(
                e.getMessage()
                        .matches(
                                "update 1: no mixture fits the latent: the covariance of class [012] \\(latent size 3, FULL\\) is not positive"
                                        + " definite: .*"),
                e::getMessage);
        assertTrue(e.getMessage().endsWith(ADVICE), e::getMessage);
    }

    /** There is no further update whose loss could show it. */
    @Test
    void lastStepOverflows() {
        Exception e = diverge(
                network(z -> z, o -> o.mul(1000)), config(Float.MAX_VALUE).updates(1));
        assertTrue(e.getMessage().matches("update 1: its step left parameter '[wbvc]' not finite; .*"), e::getMessage);
    }

    /** Its sum overflows, and so does that of its squares. */
    @Test
    void aParameterOfLargeFiniteValuesIsFinite() {
        TestNetwork network = new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            SDVariable large = pass.parameter("large", new ConstantInitScheme('c', 3e38), 4);
            Outputs features = TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, 3);
            SDVariable small = large.mul(1e-38).mul(1e-30).sum();
            return new Outputs(features.latent(), features.logits().add(small));
        });
        try (TrainingStep step = TrainingStep.supervised(network, config(0.1).build())) {
            assertTrue(Double.isFinite(step.run(Blobs.batch(6, 4, 3, 1)).loss()));
        }
    }

    @Test
    void lossIsNotANumber() {
        TestNetwork network = network(z -> z, o -> o.div(o.sub(o)));
        assertEquals(
                "update 1: the term 'cross_entropy' is NaN" + ADVICE,
                diverge(network, config(0.1)).getMessage());
    }

    @Test
    void latentIsNotANumber() {
        TestNetwork network = network(z -> z.div(z.sub(z)), o -> o);
        assertEquals(
                "update 1: the latent is not finite" + ADVICE,
                diverge(network, config(0.1)).getMessage());
    }

    @Test
    void gradientIsNotANumber() {
        TestNetwork network = new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            SDVariable s = pass.parameter("scale", new OneInitScheme('c'), 3);
            Outputs features = TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, 3);
            // The root of 0 has an infinite slope; times 0 it is NaN.
            SDVariable zero = pass.graph().math().sqrt(s.mul(0.0));
            return new Outputs(features.latent(), features.logits().add(zero));
        });
        assertEquals(
                "update 1: the gradient of parameter 'scale' is not finite" + ADVICE,
                diverge(network, config(0.1)).getMessage());
    }

    @Test
    void namesAnyTerm() {
        // Logits beyond the range of single precision where the input was moved: the clean pass alone is finite.
        TestNetwork network = new TestNetwork(INPUT, 3, 3, (pass, x) -> {
            SDVariable far = pass.graph().math().square(x.mul(1e25));
            Outputs features = TestNetwork.head(pass, TestNetwork.hidden(pass, x, INPUT, 3), 3, 3);
            return new Outputs(
                    features.latent(), features.logits().add(far.mul(1e-30).sum(true, 1)));
        });
        Exception e = diverge(network, config(0.1).method(Methods.vat(2)));
        assertTrue(e.getMessage().startsWith("update 1: the term '"), e::getMessage);
    }
}
