package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains a network by any {@link org.mat4j.core.method.Method}.
 *
 * <pre>{@code
 * TrainedModel model = Trainer.builder(new LeNetPlusPlus())
 *         .config(TrainingConfig.builder().epochs(10).build())
 *         .listener(new LoggingListener(100))
 *         .build()
 *         .fit(trainingData, validationData);
 * model.save(Path.of("model.zip"));
 * }</pre>
 *
 * <p>The same seed and data give the same parameters, bit for bit, on the same machine with the same number of threads.
 */
public final class Trainer {

    private final Network network;
    private final TrainingConfig config;
    private final List<TrainingListener> listeners;
    private final Map<String, String> provenance;
    private final List<String> classNames;
    private final OperationTimes operationTimes;
    private final StatisticsRefresh.Plan statistics;
    private final CheckpointConfig checkpoints;
    private final Resume resume;
    private final StopSignal stopSignal;

    private Trainer(Builder b) {
        network = b.network;
        config = b.config;
        listeners = List.copyOf(b.listeners);
        provenance = new LinkedHashMap<>(b.provenance);
        classNames = b.classNames;
        operationTimes = b.operationTimes;
        statistics = b.statistics;
        checkpoints = b.checkpoints;
        resume = b.resume;
        stopSignal = b.stopSignal;
    }

    /** Starts a trainer of a network. */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** Trains on labeled data, without validation. */
    public TrainedModel fit(DataSetIterator labeled) {
        return run(new TrainingData(labeled, null, null));
    }

    /** Trains on labeled data; the error on the validation data is taken after each epoch, or as
     * {@link TrainingConfig.Builder#evaluateEvery} says. */
    public TrainedModel fit(DataSetIterator labeled, DataSetIterator validation) {
        return run(new TrainingData(labeled, null, Objects.requireNonNull(validation, "validation data")));
    }

    /**
     * Trains on labeled and unlabeled data.
     *
     * @param labeled with labels; determines the epochs
     * @param unlabeled a batch an update
     * @param validation for the error during training; null for none
     */
    public TrainedModel fit(DataSetIterator labeled, UnlabeledBatches unlabeled, DataSetIterator validation) {
        return run(new TrainingData(labeled, Objects.requireNonNull(unlabeled, "unlabeled data"), validation));
    }

    /**
     * The model of a checkpoint of this training, for example {@code
     * CheckpointStore.open(checkpoints).best()}.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if it is of another network
     */
    public TrainedModel model(Checkpoint checkpoint) {
        Backend.prepare();
        ParameterSet parameters = ParameterSet.initialize(network, config.dataType(), config.seed());
        UpdateStep.restore(checkpoint, parameters);
        ModelParameters model = modelParameters(parameters);
        model.restore(checkpoint);
        model.show();
        return TrainedModel.of(
                network,
                parameters,
                UpdateStep.mixtureOf(checkpoint),
                TrainingRecord.of(
                        network,
                        TrainingIdentity.classNames(checkpoint),
                        config,
                        checkpoint.progress().update(),
                        provenance));
    }

    private TrainedModel run(TrainingData data) {
        if (config.patience().isPresent() && data.validation() == null) {
            throw new IllegalArgumentException(
                    "early stopping (patience) needs validation data; pass a validation iterator to fit");
        }
        TrainingCheckpoints kept = new TrainingCheckpoints(checkpoints, resume);
        ListenerStates records = new ListenerStates(listeners);
        Backend.prepare();
        ParameterSet parameters = ParameterSet.initialize(network, config.dataType(), config.seed());
        List<String> names = classNames(data.labeled());
        UpdateGraph.Unlabeled unlabeled =
                data.hasUnlabeled() ? UpdateGraph.Unlabeled.OWN_BATCH : UpdateGraph.Unlabeled.SAME_BATCH;
        listeners.forEach(l -> l.onStart(
                new TrainingListener.TrainingPlan(config.method().name(), network.name(), config.duration())));
        try (UpdateStep step = new UpdateStep(network, config, parameters, unlabeled);
                Classifier classifier = Classifier.of(network, parameters)) {
            step.measure(operationTimes);
            ValidationWatch watch = new ValidationWatch(config, parameters, step::mixture);
            TrainingIdentity identity = new TrainingIdentity(network, names, config, parameters, provenance, data);
            ModelParameters model = modelParameters(parameters);
            Progress start = kept.start(List.of(identity, data, step, model, watch, records));
            if (start.update() > 0) {
                listeners.forEach(l -> l.onResume(start.update(), start.epoch()));
            }
            List<TrainingListener> told = new ArrayList<>(listeners);
            told.add(new ModelViews(listeners, network, names, config, provenance, parameters, model, step::mixture));
            long updates = new TrainingLoop(
                            network, config, data, step, model, classifier, watch, kept, stopSignal, told)
                    .run(start);
            if (!watch.restoreBest()) {
                model.show();
            }
            return TrainedModel.of(
                    network,
                    parameters,
                    watch.bestMixture().orElseGet(step::mixture),
                    TrainingRecord.of(network, names, config, updates, provenance));
        } finally {
            listeners.forEach(TrainingListener::onEnd);
        }
    }

    /** Those given, else those that the data knows, else the classes' numbers. */
    private List<String> classNames(DataSetIterator labeled) {
        int m = network.classCount();
        if (classNames != null) {
            Checks.require(classNames.size() == m, "list of class names", classNames, m + ", one per class");
            return classNames;
        }
        try {
            List<String> names = labeled.getLabels();
            return names != null && names.stream().distinct().count() == m ? names : ModelInfo.numbered(m);
        } catch (UnsupportedOperationException e) {
            return ModelInfo.numbered(m);
        }
    }

    private ModelParameters modelParameters(ParameterSet parameters) {
        Optional<WeightAverage> average = config.weightAverage().isPresent()
                ? Optional.of(new WeightAverage(config.weightAverage().getAsDouble(), parameters.flat()))
                : Optional.empty();
        return new ModelParameters(
                parameters,
                average,
                Optional.ofNullable(statistics)
                        .map(plan -> new StatisticsRefresh(network, parameters, plan, config.seed())));
    }

    /** Builds a {@link Trainer}. */
    public static final class Builder {

        private final Network network;
        private final List<TrainingListener> listeners = new ArrayList<>();
        private final Map<String, String> provenance = new LinkedHashMap<>();
        private TrainingConfig config = TrainingConfig.builder().build();
        private List<String> classNames;
        private OperationTimes operationTimes;
        private StatisticsRefresh.Plan statistics;
        private CheckpointConfig checkpoints;
        private Resume resume = Resume.NEVER;
        private StopSignal stopSignal = new StopSignal();

        private Builder(Network network) {
            this.network = Objects.requireNonNull(network, "network");
        }

        /** How to train. */
        public Builder config(TrainingConfig value) {
            config = Objects.requireNonNull(value, "config");
            return this;
        }

        /** Adds a listener; they are called in the order added, then those that are a {@link ModelListener} again. */
        public Builder listener(TrainingListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** A fact to keep with the model, for example {@code ("data", "MNIST, first 10,000 digits")}. */
        public Builder provenance(String name, String value) {
            provenance.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * What the classes are called, in the order of the logits, as it is kept with the model. By default what the labeled
         * data says, {@code DataSetIterator.getLabels()}, and else the classes' numbers.
         */
        public Builder classNames(List<String> value) {
            classNames = List.copyOf(value);
            return this;
        }

        /**
         * Measures where the time of the updates goes, by kind of operation; reset it in a listener to leave out the
         * first ones.
         */
        public Builder operationTimes(OperationTimes value) {
            operationTimes = Objects.requireNonNull(value, "operation times");
            return this;
        }

        /**
         * Takes the running statistics of batch normalization anew before each evaluation and for the model, by so many
         * training passes with fixed parameters. Without it they follow the labeled examples of the training. The
         * statistics of the training itself stay as they are.
         *
         * @param batches number of passes, at least 1; with a decay of 0.99 some 500 forget what was before
         * @param source makes a source of batches at its start, the same each time, for example all training images
         */
        public Builder recomputeStatistics(int batches, Supplier<? extends UnlabeledBatches> source) {
            statistics = new StatisticsRefresh.Plan(batches, source);
            return provenance("statistics", "recomputed over " + batches + " batches");
        }

        /** Keeps checkpoints, so that the training survives the end of the program. */
        public Builder checkpoints(CheckpointConfig value) {
            checkpoints = Objects.requireNonNull(value, "checkpoints");
            return this;
        }

        /**
         * Whether to go on from the newest checkpoint. The parameters at the end are those of an uninterrupted training,
         * bit for bit. Sources of data that are not {@link org.mat4j.core.train.data.Resumable} are replayed, so each must be
         * as fresh as it was for the first start.
         */
        public Builder resume(Resume value) {
            resume = Objects.requireNonNull(value, "resume");
            return this;
        }

        /** Lets another thread stop the training, which then ends with a {@link TrainingStoppedException}. */
        public Builder stopSignal(StopSignal value) {
            stopSignal = Objects.requireNonNull(value, "stop signal");
            return this;
        }

        /**
         * Builds the trainer.
         *
         * @throws IllegalArgumentException if it is to resume, but no checkpoints are configured
         */
        public Trainer build() {
            if (resume != Resume.NEVER && checkpoints == null) {
                throw new IllegalArgumentException(
                        "resume is " + resume + ", but no checkpoints are configured; expected their folder");
            }
            return new Trainer(this);
        }
    }
}
