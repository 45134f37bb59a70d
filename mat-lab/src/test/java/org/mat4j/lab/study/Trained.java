package org.mat4j.lab.study;

import java.util.List;
import org.mat4j.core.method.Method;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.layers.network.MultilayerPerceptron;

/** Small models that really learned, on the embedded digits. */
final class Trained {

    static final List<String> CLASS_NAMES =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    static final ImageData TEST = Datasets.load(ImageDataset.SAMPLE, Part.TEST);

    static final ImageData TRAINING = Datasets.load(ImageDataset.SAMPLE, Part.TRAIN);

    private Trained() {}

    /** A perceptron of 64 units and a latent of 16 after 150 updates. */
    static TrainedModel model(Method method, long seed) {
        return model(method, seed, Preprocessing.SCALED);
    }

    /** As above, with a first layer. */
    static TrainedModel model(Method method, long seed, Preprocessing preprocessing) {
        Network network = MultilayerPerceptron.builder().sizes(List.of(64, 16)).build();
        return Trainer.builder(network.preprocessedBy(preprocessing.fit(TRAINING.unlabeled())))
                .config(TrainingConfig.builder()
                        .method(method)
                        .updates(150)
                        .seed(seed)
                        .build())
                .classNames(CLASS_NAMES)
                .build()
                .fit(ExampleIterator.forTraining(TRAINING, 100, seed));
    }
}
