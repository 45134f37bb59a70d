package org.mat4j.examples;

import java.nio.file.Path;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.TrainingStep;
import org.mat4j.core.train.Validation;
import org.mat4j.core.train.listener.LoggingListener;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.DataSplit;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.layers.network.LeNetPlusPlus;

/** A training loop of one's own, a curriculum: the perturbation grows from phase to phase. */
public final class Curriculum {

    private Curriculum() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        run(new double[] {0.5, 1, 2}, 150, Path.of("runs", "curriculum", "model.zip"));
    }

    /** Saves the model of the phase with the lowest validation error. */
    static void run(double[] epsilons, int updatesPerPhase, Path file) {
        DataSplit<ImageData> digits =
                Datasets.load(ImageDataset.SAMPLE, Part.TRAIN).splitByShare(0.1, 1);
        ExampleIterator training = ExampleIterator.forTraining(digits.training(), 100, 1);
        LoggingListener log = new LoggingListener(50);
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.vat(epsilons[0]))
                .seed(1)
                .build();
        LeNetPlusPlus network = LeNetPlusPlus.builder().width(8).build();
        try (TrainingStep step = TrainingStep.supervised(network, config)) {
            Validation validation = new Validation(step, ExampleIterator.forEvaluation(digits.validation(), 100));
            for (double epsilon : epsilons) {
                step.method(Methods.vat(epsilon));
                for (int i = 0; i < updatesPerPhase; i++) {
                    if (!training.hasNext()) {
                        step.endEpoch();
                        training.reset();
                    }
                    log.onUpdate(step.run(training.next()));
                }
                log.onEvaluation(validation.evaluate());
            }
            try (TrainedModel best = validation.model(training)) {
                best.save(file);
                System.out.println(best.info().training().get("selected"));
            }
        }
    }
}
