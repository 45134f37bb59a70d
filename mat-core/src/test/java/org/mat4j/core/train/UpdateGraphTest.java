package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.train.UpdateGraph.Unlabeled.OWN_BATCH;
import static org.mat4j.core.train.UpdateGraph.Unlabeled.SAME_BATCH;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.Objective;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.testing.TestMethods;
import org.mat4j.core.testing.check.FiniteDifferences;
import org.mat4j.core.testing.check.NaiveMixture;
import org.mat4j.core.testing.check.NoisyNetwork;
import org.mat4j.core.testing.check.SmoothNetwork;
import org.mat4j.core.testing.check.SmoothNetwork.Point;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Loss, terms, perturbation and every gradient of each method against {@link NaiveUpdate}. */
class UpdateGraphTest {

    private static final int LABELED = 6;
    private static final int UNLABELED = 9;
    private static final long UPDATE = 25;

    private static final Map<Setting<?>, Object> NUMBERS = Map.of(
            Setting.ALPHA_RAMP_UP, 0,
            Setting.EPSILON, 0.6,
            Setting.DEVIATION, 0.6,
            Setting.POWER_ITERATIONS, 2,
            Setting.STEPS, 3,
            Setting.ALPHA, 0.7,
            Setting.BETA, 0.9,
            Setting.LAMBDA, 0.3,
            Setting.POSTERIOR, 0.4,
            Setting.RAMP_UP, 2 * UPDATE);

    private static void check(MethodType type, UpdateGraph.Unlabeled source, Network network) {
        check(TestMethods.of(type, NUMBERS), source, network);
    }

    private static void check(TypedMethod method, UpdateGraph.Unlabeled source, Network network) {
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 3);
        parameters.flat().muli(1.5);
        INDArray x = Values.normal(1, LABELED, SmoothNetwork.INPUT);
        INDArray u = source == OWN_BATCH ? Values.normal(2, UNLABELED, SmoothNetwork.INPUT) : x;
        boolean perturbsLabeled = method.objective().perturbsLabeled();
        INDArray noise = Values.normal(3, (perturbsLabeled ? x : u).shape());
        CovarianceType type = method.type() == MethodType.CENTER_LOSS ? CovarianceType.IDENTITY : CovarianceType.FULL;
        GaussianMixture mixture = NaiveMixture.random(type, SmoothNetwork.CLASSES, SmoothNetwork.LATENT, 8);

        UpdateGraph graph = new UpdateGraph(
                network, method.objective(), parameters, source, PerturbationSpace.INPUT, new StopSignal());
        Map<String, INDArray> feed = new HashMap<>();
        feed.put(UpdateGraph.LABELED_INPUT, x);
        feed.put(UpdateGraph.UNLABELED_INPUT, source == OWN_BATCH ? u : null);
        feed.put(UpdateGraph.LABELS, Values.oneHot(LABELED, SmoothNetwork.CLASSES));
        feed.put(UpdateGraph.NOISE, noise);
        graph.weights().forEach((name, weight) -> feed.put(name, Nd4j.scalar(weight.at(UPDATE))));
        List<SDVariable> outputs = new ArrayList<>(graph.gradients());
        outputs.add(graph.built().loss());
        outputs.addAll(graph.built().terms().values());
        graph.built().perturbation().ifPresent(outputs::add);

        Supplier<Function<double[][], Point[]>> model = () -> network instanceof SmoothNetwork
                ? SmoothNetwork.plain(parameters.bindings())
                : NoisyNetwork.plain(parameters.bindings());
        NaiveUpdate naive = new NaiveUpdate(
                method, 0.5, new NaiveMixture(mixture), model, Values.rows(x), Values.rows(u), Values.rows(noise));
        try (GraphProgram program = new GraphProgram(
                graph.graph(), outputs.stream().map(SDVariable::name).toList(), parameters.bindings())) {
            MixtureVariables.feed(mixture, program.placeholders(), feed);
            Map<String, INDArray> values = program.run(feed, 0);
            double[][] r = naive.perturbation();
            assertEquals(r != null, graph.built().perturbation().isPresent());
            if (r != null) {
                double[][] actual = Values.rows(
                        values.get(graph.built().perturbation().get().name()));
                for (int i = 0; i < r.length; i++) {
                    Values.assertClose(r[i], actual[i], 1e-5, "perturbation of example " + i);
                }
                r = actual;
            }
            Point[] target = naive.target();
            Map<String, Double> terms = naive.terms(target, r);
            assertEquals(terms.keySet(), graph.built().terms().keySet());
            terms.forEach((name, value) -> assertEquals(
                    value, values.get(graph.built().terms().get(name).name()).getDouble(0), 1e-11, name));
            assertEquals(
                    naive.loss(target, r),
                    values.get(graph.built().loss().name()).getDouble(0),
                    1e-11,
                    "loss");

            double[][] constant = r;
            boolean targetIsTrained = method.type() == MethodType.TRADES;
            double[] expected = Values.flat(FiniteDifferences.gradient(
                    () -> naive.loss(targetIsTrained ? naive.target() : target, constant), parameters.flat()));
            int offset = 0;
            for (int i = 0; i < graph.gradients().size(); i++) {
                double[] actual =
                        Values.flat(values.get(graph.gradients().get(i).name()));
                double[] part = Arrays.copyOfRange(expected, offset, offset + actual.length);
                Values.assertClose(
                        part, actual, 1e-7, "gradient of " + parameters.names().get(i));
                offset += actual.length;
            }
            assertEquals(expected.length, offset);
        }
    }

    @ParameterizedTest
    @EnumSource
    void supervised(MethodType method) {
        check(method, SAME_BATCH, new SmoothNetwork());
    }

    @ParameterizedTest
    @EnumSource
    void semiSupervised(MethodType method) {
        check(method, OWN_BATCH, new SmoothNetwork());
    }

    @Test
    void aMarginAndTheOtherFormOfDivergence() {
        Map<Setting<?>, Object> numbers = new HashMap<>(NUMBERS);
        numbers.put(Setting.MARGIN, 0.2);
        numbers.put(Setting.DIVERGENCE, ManifoldDivergence.Form.POSTERIOR);
        check(TestMethods.of(MethodType.INFORMATION, numbers), SAME_BATCH, new SmoothNetwork());
        check(TestMethods.of(MethodType.MAT, numbers), SAME_BATCH, new SmoothNetwork());
        check(TestMethods.of(MethodType.MAT, numbers), OWN_BATCH, new SmoothNetwork());
    }

    @Test
    void projectedStepsUnderL2() {
        Map<Setting<?>, Object> numbers = new HashMap<>(NUMBERS);
        numbers.put(Setting.NORM, Norm.L2);
        numbers.put(Setting.EPSILON_RAMP_UP, 2L * UPDATE);
        check(TestMethods.of(MethodType.AT_PGD, numbers), SAME_BATCH, new SmoothNetwork());
        check(TestMethods.of(MethodType.TRADES, numbers), OWN_BATCH, new SmoothNetwork());
        check(TestMethods.of(MethodType.MAT_PGD, numbers), OWN_BATCH, new NoisyNetwork(0));
    }

    @ParameterizedTest
    @EnumSource(
            value = MethodType.class,
            names = {"BASELINE", "AT_L2", "VAT_ENTROPY", "MAT"})
    void throughBatchNormalization(MethodType method) {
        check(method, SAME_BATCH, new NoisyNetwork(0));
        check(method, OWN_BATCH, new NoisyNetwork(0));
    }

    @ParameterizedTest
    @EnumSource
    void onlyMethodsThatUseUnlabeledExamplesAskForThem(MethodType method) {
        ParameterSet parameters = ParameterSet.initialize(new SmoothNetwork(), DataType.DOUBLE, 3);
        boolean uses =
                switch (method) {
                    case RPT, VAT, VAT_ENTROPY, PI_MODEL, MAT, MAT_ENTROPY, TRADES, MAT_PGD -> true;
                    default -> false;
                };
        for (UpdateGraph.Unlabeled source : UpdateGraph.Unlabeled.values()) {
            UpdateGraph graph = new UpdateGraph(
                    new SmoothNetwork(),
                    TestMethods.of(method).objective(),
                    parameters,
                    source,
                    PerturbationSpace.INPUT,
                    new StopSignal());
            try (GraphProgram program =
                    new GraphProgram(graph.graph(), List.of(graph.built().loss().name()), parameters.bindings())) {
                assertEquals(
                        uses && source == OWN_BATCH,
                        program.placeholders().contains(UpdateGraph.UNLABELED_INPUT),
                        source.toString());
            }
        }
    }

    /** Each would be a pass and its gradient; 3,000 of them took minutes to build. */
    @Test
    void iterationsAndStepsTakeNoGraph() {
        ParameterSet parameters = ParameterSet.initialize(new SmoothNetwork(), DataType.DOUBLE, 3);
        for (IntFunction<Objective> method : List.<IntFunction<Objective>>of(
                k -> Methods.mat(1).powerIterations(k).objective(),
                k -> Methods.matPgd(Norm.L2, 1).steps(k).objective())) {
            List<Integer> operations = Stream.of(2, 3000)
                    .map(k -> new UpdateGraph(
                                    new SmoothNetwork(),
                                    method.apply(k),
                                    parameters,
                                    OWN_BATCH,
                                    PerturbationSpace.INPUT,
                                    new StopSignal())
                            .graph()
                            .getOps()
                            .size())
                    .toList();
            assertEquals(operations.get(0), operations.get(1));
        }
    }

    @Test
    void aPerturbationOfNoSizeChangesNothingInSpiteOfDropout() {
        NoisyNetwork network = new NoisyNetwork(0.5);
        ParameterSet parameters = ParameterSet.initialize(network, DataType.DOUBLE, 3);
        for (UpdateGraph.Unlabeled source : UpdateGraph.Unlabeled.values()) {
            UpdateGraph graph = new UpdateGraph(
                    network,
                    Methods.vat(1e-9).objective(),
                    parameters,
                    source,
                    PerturbationSpace.INPUT,
                    new StopSignal());
            INDArray x = Values.normal(1, LABELED, NoisyNetwork.INPUT);
            Map<String, INDArray> feed = new HashMap<>(
                    Map.of(UpdateGraph.LABELED_INPUT, x, UpdateGraph.UNLABELED_INPUT, x, UpdateGraph.NOISE, x.mul(2)));
            graph.weights().forEach((name, weight) -> feed.put(name, Nd4j.scalar(weight.at(UPDATE))));
            String divergence = graph.built().terms().get("output_divergence").name();
            try (GraphProgram program = new GraphProgram(graph.graph(), List.of(divergence), parameters.bindings())) {
                double value = program.run(feed, 4).get(divergence).getDouble(0);
                assertTrue(Math.abs(value) < 1e-12, source + ": " + value);
            }
        }
    }
}
