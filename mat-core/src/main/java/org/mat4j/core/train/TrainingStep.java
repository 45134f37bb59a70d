package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.monitor.LatentMonitor;
import org.mat4j.core.train.monitor.LatentStatistics;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.DrawnBatch;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardOutputs;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.UpdateBatch;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A training, update by update (Algorithm 1): what {@link Trainer#fit} loops over, and what any other loop may. Each update
 * is one run of a graph, one step of the updater over all parameters, and the new estimate of the mixture.
 *
 * <pre>{@code
 * try (TrainingStep step = TrainingStep.supervised(network, config)) {
 *     while (data.hasNext()) {
 *         UpdateReport report = step.run(data.next());
 *     }
 *     return step.model(data);
 * }
 * }</pre>
 *
 * <p>The configuration's duration, patience and interval of evaluations are for the loop to heed. Not thread-safe.
 */
public final class TrainingStep implements TrainingPart, AutoCloseable {

    private static final String MONITOR = "latentMonitor";

    private final Network network;
    private final UpdateGraph.Unlabeled source;
    private final BatchCheck check;
    private final ParameterSet parameters;
    private final ParameterUpdater updater;
    private final ModelMaker models;
    private final RunningMixture mixture;
    private final LatentMonitor monitor;
    private final StopSignal stop;
    private final Optional<Sharding> sharding;
    private final ParameterStep step;
    private StatisticsDecay statisticsDecay;
    private TrainingConfig config;
    private BatchComputation computation;
    private ShardedRound rounds;
    private OperationTimes times;
    private Progress progress = Progress.START;

    TrainingStep(
            Network network,
            TrainingConfig config,
            UpdateGraph.Unlabeled source,
            Optional<StatisticsRefresh.Plan> statistics,
            TrainingRecord record,
            Optional<Sharding> sharding,
            StopSignal stop) {
        this.network = network;
        this.stop = stop;
        this.sharding = sharding;
        this.config = config;
        this.source = source;
        statisticsDecay = config.statisticsDecay();
        check = new BatchCheck(network, config.labelForm());
        mixture = new RunningMixture(network, config);
        parameters = ParameterSet.initialize(network, config.dataType(), config.seed());
        config.method().objective().classification().classWeights().requireCount(network.classCount());
        requireTrainingFits();
        updater = new ParameterUpdater(config, parameters);
        step = new ParameterStep(parameters, updater, mixture);
        models = new ModelMaker(record, config, parameters, statistics, stop);
        monitor = new LatentMonitor(health -> Advice.on(health, this.config.method()));
        prepare();
    }

    /** Values, gradient, the updater's state, the moving average and the best values. */
    private void requireTrainingFits() {
        long length = parameters.flat().length();
        long copies = 3 + (config.weightAverage().isPresent() ? 1 : 0);
        Memory.requireNative(
                "values, gradient and updater's state of " + length + " parameters",
                Memory.bytes(
                        config.dataType(), copies * length + config.updater().stateSize(length)));
    }

    /** A training on labeled batches alone. */
    public static TrainingStep supervised(Network network, TrainingConfig config) {
        return alone(network, config, UpdateGraph.Unlabeled.SAME_BATCH);
    }

    /** A training on labeled batches, each with a batch of unlabeled inputs beside it. */
    public static TrainingStep semiSupervised(Network network, TrainingConfig config) {
        return alone(network, config, UpdateGraph.Unlabeled.OWN_BATCH);
    }

    private static TrainingStep alone(Network network, TrainingConfig config, UpdateGraph.Unlabeled source) {
        List<String> names = ModelInfo.numbered(network.classCount());
        return new TrainingStep(
                network,
                config,
                source,
                Optional.empty(),
                new TrainingRecord(network, names, Map.of()),
                Optional.empty(),
                new StopSignal());
    }

    /**
     * Sets the parameters and states before the first update. Running statistics then count as learned: their decay is
     * constant.
     *
     * @return this training
     * @throws IllegalArgumentException if the values do not fit the network
     * @throws IllegalStateException after an update
     */
    public TrainingStep startFrom(InitialValues values) {
        if (progress.update() > 0) {
            throw new IllegalStateException("the training is after update " + progress.update()
                    + ", expected one before its first: start it from the values");
        }
        values.copyTo(network, parameters);
        models.startAverage();
        statisticsDecay = StatisticsDecay.CONSTANT;
        return this;
    }

    private void prepare() {
        if (sharding.isPresent()) {
            Map<String, String> settings = TrainingSettings.of(network, config);
            computation = new ShardedComputation(sharding.get(), settings, parameters, stop);
            rounds = new ShardedRound(sharding.get().shards(), settings, parameters, updater, stop);
        } else {
            computation = UpdateProgram.of(network, config, parameters, source, stop);
        }
    }

    /**
     * Continues with another method, for a curriculum: parameters, updater, mixture and progress stay.
     *
     * @throws IllegalArgumentException if it estimates the mixture in another way
     */
    public void method(Method next) {
        RunningMixture.requireSame("the mixture of the method '" + next.id() + "'", next, config.method());
        config = config.withMethod(next);
        computation.close();
        prepare();
        computation.measure(times);
    }

    /** One update on a labeled batch, of a training without unlabeled data. */
    public UpdateReport run(DataSet labeled) {
        return run(labeled, null);
    }

    /**
     * One update.
     *
     * @param labeled inputs [n, inputShape...] and labels [n, m] of the configured form
     * @param unlabeled inputs [n', inputShape...]; null in a training without them
     * @throws IllegalArgumentException if a batch does not fit the network
     * @throws TrainingDivergedException if anything becomes infinite or NaN
     */
    public UpdateReport run(DataSet labeled, INDArray unlabeled) {
        return run(batch(labeled, unlabeled));
    }

    /** The checked batch of the next update; of data that the shards hold, where it lies. */
    UpdateBatch batch(TrainingData data) {
        if (sharding.isPresent() && data.isDrawn()) {
            DrawnBatch batch = data.draw();
            check.labels(batch.labels(), batch.labels().size(0));
            return batch;
        }
        return batch(data.labeled().next(), data.nextUnlabeled());
    }

    private ShardBatch batch(DataSet labeled, INDArray unlabeled) {
        INDArray x = check.features(labeled.getFeatures());
        boolean expected = source == UpdateGraph.Unlabeled.OWN_BATCH;
        Checks.require(
                expected == (unlabeled != null),
                "the unlabeled batch",
                unlabeled == null ? "missing" : "given",
                expected ? "one beside each labeled batch" : "none in a supervised training");
        INDArray u = expected ? check.features(unlabeled) : null;
        return ShardBatch.whole(x, check.labels(labeled), u);
    }

    private UpdateReport run(UpdateBatch batch) {
        start(batch);
        long update = progress.update();
        ShardResult result = NetworkException.naming(
                network, "cannot be run", () -> computation.run(batch, mixture.current(), update));
        LatentBatch latents =
                step.take(result, batch.labels(), finite(), progress.epoch(), statisticsDecay.largest(update));
        return report(result.outputs(), latents);
    }

    /** Of the next update. */
    private DivergenceCheck finite() {
        return new DivergenceCheck(config.method(), progress.update() + 1);
    }

    /** Counts an update, whose step was made. */
    private UpdateReport report(ShardOutputs outputs, LatentBatch latents) {
        progress = progress.nextUpdate();
        models.afterUpdate(progress.update());
        return new UpdateReport(
                progress.update(),
                progress.epoch() + 1,
                outputs.loss(),
                outputs.terms(),
                LatentStatistics.of(latents),
                monitor.update(latents));
    }

    /** What shards average, and how often. */
    Averaging averaging() {
        return sharding.map(Sharding::averaging).orElse(Averaging.gradients());
    }

    /** A round of updates on a batch each: a single one, unless shards make updates of their own. */
    List<UpdateReport> round(List<UpdateBatch> batches) {
        if (!(averaging() instanceof Averaging.Parameters)) {
            return batches.stream().map(this::run).toList();
        }
        start(batches.get(0));
        List<ShardOutputs> updates = rounds.run(batches, progress, mixture.current(), statisticsDecay);
        List<UpdateReport> reports = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            ShardOutputs outputs = updates.get(i);
            reports.add(report(
                    outputs, mixture.update(outputs.latent(), batches.get(i).labels(), finite())));
        }
        return reports;
    }

    /** The updates of the last round, counted from 1; none at the start of an epoch. */
    LongStream lastRound() {
        return averaging().round(progress.update(), progress.batch());
    }

    /** What comes before the first update, on its batch. */
    private void start(UpdateBatch batch) {
        FirstBatch first = new FirstBatch(network, parameters, batch);
        if (progress.update() == 0) {
            first.checkPerturbation(config);
        }
        if (mixture.current() == null) {
            first.startMixture(mixture, computation, finite());
        }
    }

    /** Ends a pass over the labeled data: the next update belongs to the next epoch. */
    public void endEpoch() {
        progress = progress.endOfEpoch();
    }

    /** Measures where the time of later updates goes, by kind of operation; null to measure none. */
    public void measure(OperationTimes operationTimes) {
        times = operationTimes;
        computation.measure(times);
    }

    /** How to train, with the present method. */
    public TrainingConfig config() {
        return config;
    }

    /** How far training is. */
    public Progress progress() {
        return progress;
    }

    /** The mixture after the last update; null before the first. */
    public GaussianMixture mixture() {
        return mixture.current();
    }

    /** Frees the memory of updates, of which no more are to come soon. */
    void freeMemory() {
        computation.freeMemory();
    }

    ModelMaker models() {
        return models;
    }

    ParameterSet parameters() {
        return parameters;
    }

    /** The percentage of examples, from the data's present position to its end, that the model as it stands gets wrong. */
    public double errorPercent(DataSetIterator data) {
        return models.show(classifier -> classifier.errorPercent(data));
    }

    /**
     * A copy of the model as it stands: with averaged weights and recomputed running statistics where it is so configured,
     * and the mixture of the last update, a moving average over training batches.
     */
    public TrainedModel model() {
        return models.show(shown -> models.copy(present()));
    }

    /**
     * As {@link #model()}, with the mixture estimated again from all labeled examples in inference mode.
     *
     * @param labeled passed over once from its start; where it cannot be reset, the mixture stays that of the last update
     */
    public TrainedModel model(DataSetIterator labeled) {
        return models.show(shown -> models.copy(present(), labeled));
    }

    private ModelMaker.Selection present() {
        return new ModelMaker.Selection(config, progress.update(), "update " + progress.update(), mixture.current());
    }

    /** The random numbers need no state: they follow from the seed and the update, see {@link Seeds}. */
    @Override
    public void save(Checkpoint checkpoint) {
        new SavedParameters(parameters).save(checkpoint);
        updater.save(checkpoint);
        models.save(checkpoint);
        mixture.save(checkpoint);
        checkpoint.addValue(MONITOR, monitor.state());
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        new SavedParameters(parameters).restore(checkpoint);
        updater.restore(checkpoint);
        models.restore(checkpoint);
        mixture.restore(checkpoint);
        monitor.restore(checkpoint.value(MONITOR, LatentMonitor.State.class));
        progress = checkpoint.progress();
    }

    @Override
    public void close() {
        computation.close();
        models.close();
    }
}
