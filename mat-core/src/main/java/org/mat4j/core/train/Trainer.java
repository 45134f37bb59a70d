package org.mat4j.core.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.engine.program.OperationTimes;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.mat4j.core.train.checkpoint.Checkpoint.Progress;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.mat4j.core.train.shard.Averaging;
import org.mat4j.core.train.shard.Shards;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Trains a network by any {@link org.mat4j.core.method.Method}: a loop over {@link TrainingStep}, {@link Validation}, {@link Listeners} and
 * {@link TrainingCheckpoints}, of which other loops can be made too.
 *
 * <pre>{@code
 * TrainedModel model = Trainer.builder(new LeNetPlusPlus())
 *         .config(TrainingConfig.builder().method(method).epochs(10).build())
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
    private final Map<String, String> notes;
    private final Optional<List<String>> classNames;
    private final OperationTimes operationTimes;
    private final Optional<InitialValues> initial;
    private final Optional<StatisticsRefresh.Plan> statistics;
    private final Optional<CheckpointConfig> checkpoints;
    private final Resume resume;
    private final Optional<TrainingConfig> changedFrom;
    private final Optional<Sharding> sharding;
    private final StopSignal stopSignal;

    private Trainer(Builder b) {
        network = b.network;
        config = b.config;
        listeners = List.copyOf(b.listeners);
        provenance = new LinkedHashMap<>(b.provenance);
        notes = new LinkedHashMap<>(b.notes);
        classNames = Optional.ofNullable(b.classNames);
        operationTimes = b.operationTimes;
        initial = Optional.ofNullable(b.initial);
        statistics = Optional.ofNullable(b.statistics);
        checkpoints = Optional.ofNullable(b.checkpoints);
        resume = b.resume;
        changedFrom = Optional.ofNullable(b.changedFrom);
        sharding = Optional.ofNullable(b.shards).map(shards -> new Sharding(shards, b.averaging));
        sharding.ifPresent(s -> {
            provenance.put("shards", Integer.toString(s.shards().count()));
            provenance.put("averaging", s.averaging().toString());
        });
        stopSignal = b.stopSignal;
    }

    /** Starts a trainer of a network. */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /**
     * Trains on labeled data; gives the last model. Here and below every source is an object of its own: one iterator for
     * two purposes, also inside of others, is refused.
     */
    public TrainedModel fit(DataSetIterator labeled) {
        return fit(new TrainingData(labeled, Optional.empty()), Optional.empty());
    }

    /** Trains on labeled data; gives the model of the lowest error on the validation data. */
    public TrainedModel fit(DataSetIterator labeled, DataSetIterator validation) {
        return fit(new TrainingData(labeled, Optional.empty()), given(validation, "validation data"));
    }

    /** Trains on labeled data, which determines the epochs, with an unlabeled batch per update; gives the last model. */
    public TrainedModel fit(DataSetIterator labeled, UnlabeledBatches unlabeled) {
        return fit(new TrainingData(labeled, given(unlabeled, "unlabeled data")), Optional.empty());
    }

    /** As {@link #fit(DataSetIterator, UnlabeledBatches)}; gives the model of the lowest error on the validation data. */
    public TrainedModel fit(DataSetIterator labeled, UnlabeledBatches unlabeled, DataSetIterator validation) {
        return fit(new TrainingData(labeled, given(unlabeled, "unlabeled data")), given(validation, "validation data"));
    }

    private static <T> Optional<T> given(T data, String name) {
        return Optional.of(Objects.requireNonNull(data, name));
    }

    /**
     * The model of a checkpoint of this training, for example {@code CheckpointStore.open(checkpoints).best()}, see
     * {@link TrainingStep#model()}.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if it is of another network
     */
    public TrainedModel model(Checkpoint checkpoint) {
        Backend.prepare();
        try (TrainingStep step =
                step(UpdateGraph.Unlabeled.SAME_BATCH, ModelInfo.numbered(network.classCount()), new StopSignal())) {
            step.restore(checkpoint);
            return step.model();
        }
    }

    private TrainingStep step(UpdateGraph.Unlabeled source, List<String> names, StopSignal stop) {
        Map<String, String> facts = new LinkedHashMap<>(provenance);
        facts.putAll(notes);
        TrainingStep step = new TrainingStep(
                network, config, source, statistics, new TrainingRecord(network, names, facts), sharding, stop);
        initial.ifPresent(step::startFrom);
        return step;
    }

    private TrainingIdentity identity(TrainingConfig settings, TrainingStep step, TrainingData data) {
        return TrainingIdentity.of(network, settings, step.parameters(), provenance, data);
    }

    @SuppressWarnings("try") // the end is not mentioned, but comes
    private TrainedModel fit(TrainingData data, Optional<DataSetIterator> validationData) {
        config.patience()
                .ifPresent(n -> Checks.require(
                        validationData.isPresent(), "patience", n, "none without validation data; pass it to fit"));
        refuseSharedSources(data, validationData);
        TrainingCheckpoints kept = new TrainingCheckpoints(checkpoints, resume);
        Listeners told = new Listeners(listeners);
        Backend.prepare();
        List<String> names = classNames.orElseGet(() -> data.classNames(network.classCount()));
        UpdateGraph.Unlabeled source =
                data.hasUnlabeled() ? UpdateGraph.Unlabeled.OWN_BATCH : UpdateGraph.Unlabeled.SAME_BATCH;
        try (Listeners.End end = told::onEnd;
                TrainingStep step = started(told, source, names)) {
            step.measure(operationTimes);
            Optional<Validation> validation = validationData.map(d -> new Validation(step, d));
            IdentityPart identity = new IdentityPart(identity(config, step, data), changedFrom.map(earlier -> {
                RunningMixture.requireSame("the changed training's mixture", config.method(), earlier.method());
                return identity(earlier, step, data);
            }));
            TrainingLoop loop = new TrainingLoop(step, data, validation, told, kept, stopSignal);
            kept.start(Stream.concat(Stream.of(identity, data, step, told, loop.followUp()), validation.stream())
                    .toList());
            identity.change().ifPresent(step.models()::changed);
            return loop.run();
        }
    }

    private TrainingStep started(Listeners told, UpdateGraph.Unlabeled source, List<String> names) {
        told.onStart(new TrainingListener.TrainingPlan(config.method().id(), network.name(), config.duration()));
        try {
            return step(source, names, stopSignal);
        } catch (CancellationException e) {
            throw new TrainingStoppedException(Progress.START, null);
        }
    }

    private void refuseSharedSources(TrainingData data, Optional<DataSetIterator> validationData) {
        Map<String, Object> sources = new LinkedHashMap<>();
        sources.put("labeled data", data.labeled());
        data.unlabeled().ifPresent(source -> sources.put("unlabeled data", source));
        validationData.ifPresent(source -> sources.put("validation data", source));
        statistics.ifPresent(plan -> sources.put("data for the statistics", plan.source()));
        SharedSource.refuse(sources);
    }

    /** Builds a {@link Trainer}. */
    public static final class Builder {

        private final Network network;
        private final List<TrainingListener> listeners = new ArrayList<>();
        private final Map<String, String> provenance = new LinkedHashMap<>();
        private final Map<String, String> notes = new LinkedHashMap<>();
        private TrainingConfig config;
        private List<String> classNames;
        private OperationTimes operationTimes;
        private InitialValues initial;
        private StatisticsRefresh.Plan statistics;
        private CheckpointConfig checkpoints;
        private Resume resume = Resume.NEVER;
        private TrainingConfig changedFrom;
        private Shards shards;
        private Averaging averaging = Averaging.gradients();
        private StopSignal stopSignal = new StopSignal();

        private Builder(Network network) {
            this.network = Objects.requireNonNull(network, "network");
        }

        /** How to train; must be given. */
        public Builder config(TrainingConfig value) {
            config = Objects.requireNonNull(value, "config");
            return this;
        }

        /** Adds a listener; they are called in the order added, then those that are a {@link ModelListener} again. */
        public Builder listener(TrainingListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * A fact that the result depends on, for example {@code ("data", "MNIST, first 10,000 digits")}: kept with the model,
         * and the same for a training that is resumed.
         */
        public Builder provenance(String name, String value) {
            provenance.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** As {@link #provenance}, but of no consequence to the result, such as where files lay: not compared on resuming. */
        public Builder note(String name, String value) {
            notes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
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
         * Starts from other values than the network's own initial ones, of all parameters and states or those that were not
         * excepted; kept with the model as {@link InitialValues#PROVENANCE}, and checked when the training is resumed.
         */
        public Builder from(InitialValues values) {
            initial = values;
            return provenance(InitialValues.PROVENANCE, values.toString());
        }

        /** Starts from a model, see {@link InitialValues#of(TrainedModel)}. */
        public Builder from(TrainedModel model) {
            return from(InitialValues.of(model));
        }

        /** Starts from a model's file or a checkpoint, see {@link InitialValues#of(Path)}. */
        public Builder from(Path file) {
            return from(InitialValues.of(file));
        }

        /** Starts from arrays by name, see {@link InitialValues#of(Map)}. */
        public Builder from(Map<String, INDArray> arrays) {
            return from(InitialValues.of(arrays));
        }

        /** Measures where the time of the updates goes, by kind of operation; a listener may reset it. */
        public Builder operationTimes(OperationTimes value) {
            operationTimes = Objects.requireNonNull(value, "operation times");
            return this;
        }

        /**
         * Recomputes the running statistics of batch normalization before each evaluation and for the model, by so many
         * training passes with fixed parameters. Without it they are those of the training, of labeled examples alone.
         *
         * @param batches number of passes, at least 1: the statistics are their mean, as far back as their decay reaches; with
         *     {@link StatisticsDecay#CONSTANT} some 500 forget what was before
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
         * Whether to resume from the newest checkpoint. The parameters at the end are those of an uninterrupted training,
         * bit for bit. Sources of data that are not {@link org.mat4j.core.train.data.Resumable} are replayed, so each must be
         * as fresh as it was for the first start.
         */
        public Builder resume(Resume value) {
            resume = Objects.requireNonNull(value, "resume");
            return this;
        }

        /**
         * Resumes a training that was made with another configuration, and continues with this trainer's: other updates,
         * another learning rate or other numbers of the method. What was changed is kept with the model, as {@code changes}.
         *
         * @param earlier what the training was made with, apart from its duration
         */
        public Builder changedFrom(TrainingConfig earlier) {
            changedFrom = Objects.requireNonNull(earlier, "earlier configuration");
            return this;
        }

        /**
         * Has the updates computed in shards, such as by the executors of a cluster; everything else happens here. The number of
         * shards and what they average is kept with the model, and must be the same when the training is resumed.
         *
         * @param value must be for this network and configuration; it is not closed
         */
        public Builder shards(Shards value) {
            shards = Objects.requireNonNull(value, "shards");
            return this;
        }

        /** What shards average, and how often; by default the gradients of each update. */
        public Builder averaging(Averaging value) {
            averaging = Objects.requireNonNull(value, "averaging");
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
         * @throws IllegalArgumentException if there is no configuration, it is to resume without checkpoints, or to average
         *     without shards
         */
        public Trainer build() {
            Checks.require(config != null, "the trainer's config", null, "one, by Trainer.builder(...).config(...)");
            Checks.require(
                    resume == Resume.NEVER || checkpoints != null,
                    "resume",
                    resume,
                    Resume.NEVER + " without checkpoints; give their folder");
            Checks.require(
                    changedFrom == null || resume == Resume.REQUIRED,
                    "resume",
                    resume,
                    Resume.REQUIRED + " where the training is changed");
            Checks.require(
                    shards != null || averaging.equals(Averaging.gradients()),
                    "averaging",
                    averaging,
                    Averaging.gradients() + " without shards; give them");
            return new Trainer(this);
        }
    }
}
