package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.method.mixture.MixtureVariables;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentMonitor;
import org.mat4j.core.train.monitor.LatentStatistics;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.random.impl.GaussianDistribution;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/** Runs updates: feeds the graph, applies the updater, moves the running statistics and the mixture on. */
final class UpdateStep implements TrainingPart, AutoCloseable {

    private static final String PARAMETERS = "parameters";
    private static final String STATE_PREFIX = "state/";
    private static final String MIXTURE = "mixture";
    private static final String MONITOR = "latentMonitor";

    private final Network network;
    private final ParameterSet parameters;
    private final UpdateGraph graph;
    private final GraphProgram program;
    private final ParameterUpdater updater;
    private MixtureEstimator mixture;
    private final LatentMonitor monitor;
    private final Random random = Nd4j.getRandomFactory().getNewRandomInstance();
    private final long seed;
    private final INDArray gradient;
    private final Map<String, INDArray> gradientViews = new LinkedHashMap<>();
    private final Map<String, INDArray> placeholders = new HashMap<>();
    private INDArray noise;
    private GaussianMixture snapshot;

    UpdateStep(Network network, TrainingConfig config, ParameterSet parameters, UpdateGraph.Unlabeled unlabeled) {
        this.network = network;
        this.parameters = parameters;
        this.seed = config.seed();
        graph = new UpdateGraph(network, config.method(), parameters, unlabeled, config.perturbationSpace());
        updater = new ParameterUpdater(config.updater(), config.beta1Schedule(), parameters.flat());
        mixture = new MixtureEstimator(config.method().mixture(), network.classCount(), network.latentSize());
        monitor = new LatentMonitor(config.latentMonitor());
        gradient = Nd4j.create(config.dataType(), 1, parameters.flat().length());
        Map<String, INDArray> views = parameters.viewsOf(gradient.reshape(gradient.length()));
        List<SDVariable> gradients = graph.gradients();
        for (int i = 0; i < gradients.size(); i++) {
            gradientViews.put(
                    gradients.get(i).name(), views.get(parameters.names().get(i)));
        }
        List<String> outputs = new ArrayList<>(gradientViews.keySet());
        outputs.add(graph.loss().name());
        outputs.add(graph.clean().latent().name());
        graph.terms().values().forEach(v -> outputs.add(v.name()));
        graph.stateUpdates().values().forEach(v -> outputs.add(v.name()));
        program = new GraphProgram(graph.graph(), outputs, parameters.bindings(), gradientViews);
    }

    /**
     * One update.
     *
     * @param x [n, inputShape...]
     * @param labels one-hot [n, m]
     * @param unlabeled [n, inputShape...]; null where the labeled batch serves
     * @param update counted from 0
     * @param epoch counted from 0
     */
    UpdateReport run(INDArray x, INDArray labels, INDArray unlabeled, long update, int epoch) {
        placeholders.put(UpdateGraph.LABELED_INPUT, x);
        placeholders.put(UpdateGraph.LABELS, labels);
        placeholders.put(UpdateGraph.UNLABELED_INPUT, unlabeled);
        if (snapshot == null) {
            startMixture(labels);
        }
        MixtureVariables.feed(snapshot, placeholders);
        graph.weights().forEach((name, weight) -> placeholders
                .computeIfAbsent(name, n -> Nd4j.scalar(0.0))
                .putScalar(0, weight.at(update)));
        if (program.placeholders().contains(UpdateGraph.NOISE)) {
            placeholders.put(UpdateGraph.NOISE, noise(graph.perturbsUnlabeled() ? unlabeled : x, update));
        }
        Map<String, INDArray> values = program.run(placeholders, Seeds.of(seed, update, Seeds.Use.DROPOUT));

        Map<String, Double> terms = new LinkedHashMap<>();
        graph.terms().forEach((name, v) -> terms.put(name, scalar(values, v)));
        double loss = scalar(values, graph.loss());
        checkFinite(loss, terms, update);
        checkGradient(update);
        updater.apply(gradient, update, epoch);
        checkParameters(update);
        graph.stateUpdates().forEach((name, v) -> parameters.state(name).assign(values.get(v.name())));
        LatentBatch latents = updateMixture(values.get(graph.clean().latent().name()), labels, update);
        LatentHealth health = monitor.update(latents);
        return new UpdateReport(update + 1, epoch + 1, loss, terms, LatentStatistics.of(latents), health);
    }

    /** Measures the operations of later updates; null to measure none. */
    void measure(OperationTimes times) {
        program.measure(times);
    }

    /** The mixture after the last update. */
    GaussianMixture mixture() {
        return snapshot;
    }

    /** The random numbers need no state: they follow from the seed and the update, see {@link Seeds}. */
    @Override
    public void save(Checkpoint.Builder checkpoint) {
        checkpoint.array(PARAMETERS, parameters.flat());
        parameters.stateNames().forEach(name -> checkpoint.array(STATE_PREFIX + name, parameters.state(name)));
        updater.save(checkpoint);
        checkpoint.value(MIXTURE, snapshot.toJson());
        checkpoint.value(MONITOR, monitor.toJson());
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        restore(checkpoint, parameters);
        updater.restore(checkpoint);
        snapshot = mixtureOf(checkpoint);
        mixture = MixtureEstimator.resume(snapshot);
        monitor.restore(checkpoint.value(MONITOR));
    }

    /** Takes over the parameters and states of a checkpoint. */
    static void restore(Checkpoint checkpoint, ParameterSet parameters) {
        checkpoint.copyTo(PARAMETERS, parameters.flat());
        parameters.stateNames().forEach(name -> checkpoint.copyTo(STATE_PREFIX + name, parameters.state(name)));
    }

    /** The mixture of a checkpoint. */
    static GaussianMixture mixtureOf(Checkpoint checkpoint) {
        return GaussianMixture.fromJson(checkpoint.value(MIXTURE));
    }

    @Override
    public void close() {
        program.close();
        gradient.close();
        if (noise != null) {
            noise.close();
        }
    }

    /** The first update's mixture is that of its own batch before training: there is no other yet. */
    private void startMixture(INDArray labels) {
        String latent = graph.clean().latent().name();
        String logits = graph.clean().logits().name();
        try (GraphProgram first = new GraphProgram(graph.graph(), List.of(latent, logits), parameters.bindings())) {
            Map<String, INDArray> values = first.run(placeholders, Seeds.of(seed, 0, Seeds.Use.DROPOUT));
            checkShape("latent", values.get(latent), "latentSize", network.latentSize(), labels.size(0));
            checkShape("logits", values.get(logits), "classCount", network.classCount(), labels.size(0));
            updateMixture(values.get(latent), labels, 0);
        }
    }

    private LatentBatch updateMixture(INDArray latent, INDArray labels, long update) {
        if (!Double.isFinite(latent.sumNumber().doubleValue())) {
            throw diverged(update, "the latent is not finite");
        }
        LatentBatch batch = LatentBatch.of(latent, labels);
        try {
            mixture.update(batch);
            snapshot = mixture.snapshot();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Its moments overflow, or a covariance cannot be inverted.
            throw diverged(update, "no mixture fits the latent: " + e.getMessage());
        }
        return batch;
    }

    private void checkShape(String what, INDArray value, String method, int size, long examples) {
        long[] shape = value.shape();
        if (shape.length != 2 || shape[0] != examples || shape[1] != size) {
            throw new IllegalArgumentException(network.name() + ".build gives " + what + " of shape "
                    + Arrays.toString(shape) + " for " + examples + " examples; expected [n, " + size + "] as its "
                    + method + "() says");
        }
    }

    private INDArray noise(INDArray like, long update) {
        if (noise == null || !noise.equalShapes(like)) {
            noise = Nd4j.createUninitialized(parameters.flat().dataType(), like.shape());
        }
        random.setSeed(Seeds.of(seed, update, Seeds.Use.NOISE));
        return Nd4j.getExecutioner().exec(new GaussianDistribution(noise, 0.0, 1.0), random);
    }

    private static double scalar(Map<String, INDArray> values, SDVariable variable) {
        return values.get(variable.name()).getDouble(0);
    }

    private static void checkFinite(double loss, Map<String, Double> terms, long update) {
        terms.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw diverged(update, "the term '" + name + "' is " + value);
            }
        });
        if (!Double.isFinite(loss)) {
            throw diverged(update, "the loss is " + loss + " with terms " + terms);
        }
    }

    private void checkGradient(long update) {
        if (isFinite(gradient)) {
            return;
        }
        gradientViews.forEach((name, view) -> {
            if (!Double.isFinite(view.sumNumber().doubleValue())) {
                int position = new ArrayList<>(gradientViews.keySet()).indexOf(name);
                throw diverged(
                        update,
                        "the gradient of parameter '" + parameters.names().get(position) + "' is not finite");
            }
        });
    }

    /** So that not even the last step leaves broken parameters behind. */
    private void checkParameters(long update) {
        if (isFinite(parameters.flat())) {
            return;
        }
        for (String name : parameters.names()) {
            if (!Double.isFinite(parameters.parameter(name).sumNumber().doubleValue())) {
                throw diverged(update, "its step left parameter '" + name + "' not finite");
            }
        }
    }

    /** The dot product is four times as fast as the sum, but overflows where squares do. */
    private static boolean isFinite(INDArray vector) {
        return Double.isFinite(Nd4j.getBlasWrapper().dot(vector, vector))
                || Double.isFinite(vector.sumNumber().doubleValue());
    }

    private static TrainingDivergedException diverged(long update, String what) {
        return new TrainingDivergedException("update " + (update + 1) + ": " + what
                + "; lower the learning rate, epsilon or the weights of the loss terms, and check the input's scale");
    }
}
