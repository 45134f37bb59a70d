package org.mat4j.examples;

import java.nio.file.Path;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.core.train.listener.LoggingListener;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.DataSplit;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.layers.network.LeNetPlusPlus;

/**
 * The library's own interface, to copy from: trains LeNet++ by MAT until the validation error no longer falls, saves the
 * model, loads it again and tests it. Takes MNIST from the default folder, or the embedded sample where it is not there.
 */
public final class SupervisedMnist {

    private SupervisedMnist() {}

    /** Runs it; arguments are not read. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        ImageDataset dataset = Datasets.isPresent(ImageDataset.MNIST) ? ImageDataset.MNIST : ImageDataset.SAMPLE;
        System.out.println("training on " + dataset.title());
        run(dataset, 15, Path.of("runs", "supervised", "model.zip"));
    }

    /** Returns the test error in percent. */
    static double run(ImageDataset dataset, int epochs, Path file) {
        DataSplit<ImageData> digits = Datasets.load(dataset, Part.TRAIN).splitByShare(0.1, 1);
        ImageData test = Datasets.load(dataset, Part.TEST);
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.mat(2.0))
                .epochs(epochs)
                .patience(3)
                .build();
        Trainer trainer = Trainer.builder(LeNetPlusPlus.builder().width(8).build())
                .config(config)
                .listener(new LoggingListener(50))
                .provenance("data", digits.training().provenance().toString())
                .build();
        try (TrainedModel model = trainer.fit(
                ExampleIterator.forTraining(digits.training(), 100, 1),
                ExampleIterator.forEvaluation(digits.validation(), 100))) {
            model.save(file);
        }
        try (TrainedModel loaded = TrainedModel.load(file)) {
            double error = loaded.classifier().errorPercent(ExampleIterator.forEvaluation(test, 100));
            System.out.printf(
                    "test error %.2f %% of %d digits, model in %s%n", error, test.size(), file.toAbsolutePath());
            return error;
        }
    }
}
