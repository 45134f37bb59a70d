package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.mat4j.core.check.Checks;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is evaluated and what becomes the model: the parameters of the training or their exponential moving average over the
 * updates (Polyak averaging), with the running statistics of the training or recomputed ones.
 *
 * <p>average = d average + (1 - d) parameters; in the t-th update d is the smaller of the decay and (1 + t) / (10 + t), as
 * in TensorFlow's ExponentialMovingAverage, so that the initial parameters are soon forgotten.
 */
final class ModelMaker implements TrainingPart, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelMaker.class);
    private static final String AVERAGE = "weightAverage";
    private static final String MOVING_AVERAGE = "moving average over batches";

    private final ParameterSet parameters;
    private final double decay;
    private final Optional<INDArray> average;
    private final Optional<StatisticsRefresh> statistics;
    private final LabelForm form;
    private final StopSignal stop;
    private TrainingRecord record;
    private Classifier classifier;

    /** Which model it is, by the training at that time; the text says so in the record. */
    record Selection(TrainingConfig config, long updates, String text, GaussianMixture mixture) {}

    /**
     * @param parameters at their initial values
     * @param stop may break off an evaluation, recomputed statistics, or a mixture's estimate
     */
    ModelMaker(
            TrainingRecord record,
            TrainingConfig config,
            ParameterSet parameters,
            Optional<StatisticsRefresh.Plan> statistics,
            StopSignal stop) {
        this.record = record;
        this.parameters = parameters;
        this.decay = config.weightAverage().orElse(0);
        this.average = config.weightAverage().isPresent()
                ? Optional.of(parameters.flat().dup())
                : Optional.empty();
        this.form = config.labelForm();
        this.stop = stop;
        this.statistics = statistics.map(plan -> new StatisticsRefresh(
                record.network(), parameters, plan, config.statisticsDecay(), config.seed(), stop));
    }

    /** Puts a change of the settings on record. */
    void changed(String change) {
        record = record.changed(change);
    }

    /** Starts the moving average from the present parameters. */
    void startAverage() {
        average.ifPresent(a -> a.assign(parameters.flat()));
    }

    /** Takes in the parameters after an update, counted from 1. */
    void afterUpdate(long update) {
        average.ifPresent(a -> {
            double keep = Math.min(decay, (1.0 + update) / (10.0 + update));
            a.muli(keep);
            // average + (1 - keep) parameters, without an array in between
            Nd4j.getBlasWrapper().level1().axpy(a.length(), 1 - keep, parameters.flat(), a);
            holdFrozen(a);
        });
    }

    /** Of what is frozen the average is the value itself, without the rounding of a sum. */
    private void holdFrozen(INDArray vector) {
        if (parameters.trainedNames().size() < parameters.names().size()) {
            parameters.viewsOf(vector).forEach((name, view) -> {
                if (parameters.isFrozen(name)) {
                    view.assign(parameters.parameter(name));
                }
            });
        }
    }

    /** Looks at the model while the parameter set holds its values; those of the training are back afterwards. */
    <T> T show(Function<Classifier, T> look) {
        if (average.isEmpty() && statistics.isEmpty()) {
            return look.apply(classifier());
        }
        return show(
                () -> {
                    average.ifPresent(parameters.flat()::assign);
                    statistics.ifPresent(StatisticsRefresh::run);
                },
                look);
    }

    /** As {@link #show(Function)}, of values that were shown before. */
    <T> T show(ParameterSet.Snapshot earlier, Function<Classifier, T> look) {
        return show(() -> parameters.restore(earlier), look);
    }

    private <T> T show(Runnable change, Function<Classifier, T> look) {
        ParameterSet.Snapshot training = parameters.snapshot();
        try {
            change.run();
            return look.apply(classifier());
        } finally {
            parameters.restore(training);
        }
    }

    private Classifier classifier() {
        if (classifier == null) {
            classifier = Classifier.of(record.network(), parameters);
            classifier.stopIf(stop::isOverdue);
        }
        return classifier;
    }

    /** A copy of what is shown. */
    TrainedModel copy(Selection selection) {
        return copy(selection, selection.mixture(), MOVING_AVERAGE);
    }

    /** A copy of what is shown, with the mixture estimated again over the labeled data. */
    TrainedModel copy(Selection selection, DataSetIterator labeled) {
        LOG.info("the model is that of {}", selection.text());
        if (!labeled.resetSupported()) {
            LOG.info("the labeled data cannot be passed over again: the model keeps the mixture of the training");
            return copy(selection);
        }
        labeled.reset();
        try {
            LatentBatch all = latents(classifier(), labeled, form);
            GaussianMixture exact = GaussianMixture.fit(selection.mixture().config(), all);
            return copy(selection, exact, all.size() + " labeled examples");
        } catch (CancellationException e) {
            throw e;
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Hours of training are not to be lost to a batch that no update has seen.
            LOG.warn("the model keeps the mixture of the training; it cannot be estimated again: {}", e.getMessage());
            return copy(selection);
        }
    }

    /** The latents of labeled data from its present position to its end, in inference mode. */
    static LatentBatch latents(Classifier classifier, DataSetIterator labeled, LabelForm form) {
        BatchCheck check = new BatchCheck(classifier.check().inputShape(), classifier.classCount(), form);
        List<INDArray> latents = new ArrayList<>();
        List<INDArray> labels = new ArrayList<>();
        while (labeled.hasNext()) {
            DataSet batch = labeled.next();
            // A copy: the data may use its arrays again.
            labels.add(check.labels(batch).dup());
            latents.add(classifier.predict(batch.getFeatures()).latent());
        }
        Checks.atLeast(1, "number of batches in the data", latents.size());
        return LatentBatch.of(
                Nd4j.concat(0, latents.toArray(INDArray[]::new)),
                Nd4j.concat(0, labels.toArray(INDArray[]::new)),
                form);
    }

    private TrainedModel copy(Selection selection, GaussianMixture mixture, String mixtureFrom) {
        return TrainedModel.of(record.network(), parameters, mixture, record.info(selection, mixtureFrom));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        average.ifPresent(a -> checkpoint.addArray(AVERAGE, a));
        record.save(checkpoint);
    }

    @Override
    public void restore(Checkpoint checkpoint) {
        average.ifPresent(a -> checkpoint.copyTo(AVERAGE, a));
        record = record.resumed(checkpoint);
    }

    @Override
    public void close() {
        if (classifier != null) {
            classifier.close();
        }
    }
}
