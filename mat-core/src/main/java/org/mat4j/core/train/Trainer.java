package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mat4j.core.backend.Backend;
import org.mat4j.core.data.BatchCheck;
import org.mat4j.core.data.UnlabeledBatches;
import org.mat4j.core.graph.OperationTimes;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
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
    private final OperationTimes operationTimes;

    private Trainer(Builder b) {
        network = b.network;
        config = b.config;
        listeners = List.copyOf(b.listeners);
        provenance = new LinkedHashMap<>(b.provenance);
        operationTimes = b.operationTimes;
    }

    /** Starts a trainer of a network. */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /** Trains on labeled data, without validation. */
    public TrainedModel fit(DataSetIterator labeled) {
        return run(new Data(Objects.requireNonNull(labeled, "labeled data"), null, null));
    }

    /** Trains on labeled data; the error on the validation data is taken after each epoch. */
    public TrainedModel fit(DataSetIterator labeled, DataSetIterator validation) {
        return run(new Data(
                Objects.requireNonNull(labeled, "labeled data"),
                null,
                Objects.requireNonNull(validation, "validation data")));
    }

    /**
     * Trains on labeled and unlabeled data.
     *
     * @param labeled with labels; determines the epochs
     * @param unlabeled a batch an update
     * @param validation for the error after each epoch; null for none
     */
    public TrainedModel fit(DataSetIterator labeled, UnlabeledBatches unlabeled, DataSetIterator validation) {
        return run(new Data(
                Objects.requireNonNull(labeled, "labeled data"),
                Objects.requireNonNull(unlabeled, "unlabeled data"),
                validation));
    }

    private record Data(DataSetIterator labeled, UnlabeledBatches unlabeled, DataSetIterator validation) {}

    private TrainedModel run(Data data) {
        if (config.patience().isPresent() && data.validation() == null) {
            throw new IllegalArgumentException(
                    "early stopping (patience) needs validation data; pass a validation iterator to fit");
        }
        Backend.prepare();
        ParameterSet parameters = ParameterSet.initialize(network, config.dataType(), config.seed());
        UpdateGraph.Unlabeled unlabeled =
                data.unlabeled() == null ? UpdateGraph.Unlabeled.SAME_BATCH : UpdateGraph.Unlabeled.OWN_BATCH;
        listeners.forEach(l -> l.onStart(
                new TrainingListener.TrainingPlan(config.method().name(), network.name(), config.duration())));
        try (UpdateStep step = new UpdateStep(network, config, parameters, unlabeled);
                Classifier classifier = Classifier.of(network, parameters)) {
            step.measure(operationTimes);
            ValidationWatch watch = new ValidationWatch(config, parameters, step::mixture);
            long updates = loop(data, step, classifier, watch);
            watch.restoreBest();
            return TrainedModel.of(
                    network,
                    parameters,
                    watch.bestMixture().orElseGet(step::mixture),
                    TrainingRecord.of(network, config, updates, provenance));
        } finally {
            listeners.forEach(TrainingListener::onEnd);
        }
    }

    private long loop(Data data, UpdateStep step, Classifier classifier, ValidationWatch watch) {
        BatchCheck check = new BatchCheck(network);
        long update = 0;
        for (int epoch = 0; !isOver(update, epoch); epoch++) {
            rewind(data.labeled(), epoch);
            long before = update;
            while (data.labeled().hasNext() && !isOver(update, epoch)) {
                DataSet batch = data.labeled().next();
                INDArray x = check.features(batch.getFeatures());
                INDArray u = data.unlabeled() == null
                        ? null
                        : check.features(data.unlabeled().next());
                UpdateReport report = step.run(x, check.labels(batch), u, update, epoch);
                update++;
                listeners.forEach(l -> l.onUpdate(report));
            }
            if (update == before) {
                throw new IllegalArgumentException(
                        "the labeled data gave no batch in epoch " + (epoch + 1) + "; expected at least one");
            }
            int finished = epoch + 1;
            listeners.forEach(l -> l.onEpoch(finished));
            if (data.validation() != null) {
                rewind(data.validation(), epoch);
                double error = classifier.errorPercent(data.validation());
                TrainingListener.EvaluationReport report = watch.observe(update, finished, error);
                listeners.forEach(l -> l.onEvaluation(report));
                if (watch.isExhausted()) {
                    return update;
                }
            }
        }
        return update;
    }

    private boolean isOver(long update, int epoch) {
        return switch (config.duration().unit()) {
            case UPDATES -> update >= config.duration().count();
            case EPOCHS -> epoch >= config.duration().count();
        };
    }

    private static void rewind(DataSetIterator data, int epoch) {
        if (data.resetSupported()) {
            data.reset();
        } else if (epoch > 0) {
            throw new IllegalArgumentException("the data cannot be passed over again: its iterator does not support"
                    + " reset; give one that does, or train for fewer updates");
        }
    }

    /** Builds a {@link Trainer}. */
    public static final class Builder {

        private final Network network;
        private final List<TrainingListener> listeners = new ArrayList<>();
        private final Map<String, String> provenance = new LinkedHashMap<>();
        private TrainingConfig config = TrainingConfig.builder().build();
        private OperationTimes operationTimes;

        private Builder(Network network) {
            this.network = Objects.requireNonNull(network, "network");
        }

        /** How to train. */
        public Builder config(TrainingConfig value) {
            config = Objects.requireNonNull(value, "config");
            return this;
        }

        /** Adds a listener; they are called in the order added. */
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
         * Measures where the time of the updates goes, by kind of operation; reset it in a listener to leave out the
         * first ones.
         */
        public Builder operationTimes(OperationTimes value) {
            operationTimes = Objects.requireNonNull(value, "operation times");
            return this;
        }

        /** Builds the trainer. */
        public Trainer build() {
            return new Trainer(this);
        }
    }
}
