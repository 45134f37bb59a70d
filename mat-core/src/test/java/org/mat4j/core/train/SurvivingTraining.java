package org.mat4j.core.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.checkpoint.CheckpointConfig;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.weightinit.impl.XavierInitScheme;

/**
 * A training with all that a checkpoint must keep: batch normalization, dropout, noise, a mixture, Adam with schedules,
 * unlabeled data, early stopping, a history.
 */
final class SurvivingTraining {

    static final int BATCHES = 3;
    private static final int INPUTS = 4;
    private static final int CLASSES = 3;

    /** Batch normalization, then dropout before a second set of logits. */
    static final Network NETWORK = new TestNetwork(new long[] {INPUTS}, INPUTS, CLASSES, SurvivingTraining::build);

    private SurvivingTraining() {}

    private static Outputs build(Pass pass, SDVariable x) {
        Outputs normalized = TestNetwork.batchNorm(INPUTS, CLASSES).build(pass, x);
        SDVariable dropped = pass.dropout("drop", normalized.latent(), 0.3);
        SDVariable w = pass.parameter("w", new XavierInitScheme('c', INPUTS, CLASSES), INPUTS, CLASSES);
        return new Outputs(normalized.latent(), normalized.logits().add(dropped.mmul(w)));
    }

    static TrainingConfigBuilder config() {
        return TrainingConfig.builder()
                .method(Methods.mat(2))
                .updater(new Adam(new MapSchedule.Builder(ScheduleType.ITERATION)
                        .add(0, 0.02)
                        .add(4, 0.005)
                        .build()))
                .beta1Schedule(new MapSchedule.Builder(ScheduleType.ITERATION)
                        .add(0, 0.9)
                        .add(5, 0.5)
                        .build())
                .seed(11);
    }

    static Batches labeled() {
        return Blobs.batches(BATCHES, 6, INPUTS, CLASSES, 1);
    }

    static Batches validation() {
        return Blobs.batches(2, 9, INPUTS, CLASSES, 50);
    }

    /** Goes round and round; where it stands depends on every call. */
    static class Unlabeled implements UnlabeledBatches {

        private final List<INDArray> batches = new ArrayList<>();
        protected int next;
        int calls;

        Unlabeled() {
            for (int i = 0; i < 5; i++) {
                batches.add(Blobs.batch(8, INPUTS, CLASSES, 100 + i).getFeatures());
            }
        }

        @Override
        public INDArray next() {
            calls++;
            return batches.get(next++ % batches.size());
        }
    }

    /** The same, which can be moved. */
    static class ResumableUnlabeled extends Unlabeled implements Resumable {

        @Override
        public DataPosition position() {
            return new DataPosition(0, next);
        }

        @Override
        public void moveTo(DataPosition position) {
            next = position.offset();
        }
    }

    /** Every report as a line, to the last digit. */
    static class Log implements ResumableListener {

        protected final List<String> lines = new ArrayList<>();

        @Override
        public void onUpdate(UpdateReport report) {
            lines.add(report.toString());
        }

        @Override
        public void onEpoch(int epoch) {
            lines.add("epoch " + epoch);
        }

        @Override
        public void onEvaluation(EvaluationReport report) {
            lines.add(report.toString());
        }

        @Override
        public String stateName() {
            return "log";
        }

        @Override
        public byte[] state() {
            return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void restore(byte[] state) {
            lines.clear();
            lines.addAll(new String(state, StandardCharsets.UTF_8).lines().toList());
        }

        String text() {
            return lines.stream().collect(Collectors.joining("\n"));
        }
    }

    static Trainer.Builder trainer(TrainingConfig config, Optional<CheckpointConfig> checkpoints, Log log) {
        Trainer.Builder trainer = Trainer.builder(NETWORK).config(config).listener(log);
        checkpoints.ifPresent(trainer::checkpoints);
        return trainer;
    }

    /** Parameters and running statistics as raw bits, the mixture and the history. */
    static String result(TrainedModel model, Log log) {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("gamma", "beta", "mean", "variance", "v", "c", "w")) {
            float[] values = model.classifier()
                    .graph()
                    .getVariable(name)
                    .getArr()
                    .dup('c')
                    .data()
                    .asFloat();
            text.append(name);
            for (float value : values) {
                text.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(value)));
            }
            text.append('\n');
        }
        return text.append(model.mixture().toJson())
                .append('\n')
                .append(log.text())
                .append('\n')
                .toString();
    }
}
