package org.mat4j.examples;

import java.util.Random;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.UnlabeledIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.table.TableData;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.TableInput;

/** Another network's features are a table, learned from 50 labels and all rows; a random layer stands in for it. */
public final class FewLabelsOnFeatures {

    private static final int FEATURES = 128;

    public static void main(String[] args) {
        for (TypedMethod method : new TypedMethod[] {Methods.baseline(), Methods.vat(1), Methods.mat(1)}) {
            System.out.printf("%-8s test error %.1f %%%n", method.id(), testError(method, 50, 1000));
        }
    }

    static double testError(TypedMethod method, int labels, int updates) {
        TableData training = features(Datasets.load(ImageDataset.SAMPLE, ImageDataset.Part.TRAIN));
        TableData test = features(Datasets.load(ImageDataset.SAMPLE, ImageDataset.Part.TEST));
        var labeled = ExampleIterator.forTraining(training.randomSubset(labels, ClassBalance.EQUAL, 1), labels, 1);
        var network = new MultilayerPerceptron().withWidth(128).withInput(new TableInput(FEATURES, 10));
        var config = TrainingConfig.builder().method(method).updates(updates).build();
        try (TrainedModel model = Trainer.builder(network.withLatentSize(16))
                .config(config)
                .build()
                .fit(labeled, new UnlabeledIterator(training.unlabeled(), 128, 1))) {
            return model.classifier().errorPercent(ExampleIterator.forEvaluation(test));
        }
    }

    private static TableData features(ImageData digits) {
        float[] pixels = new float[digits.shape().values()];
        double[] weights = new Random(1)
                .doubles((long) FEATURES * pixels.length, -0.5, 0.5)
                .toArray();
        float[][] rows = new float[digits.size()][FEATURES];
        for (int i = 0; i < rows.length; i++) {
            digits.unlabeled().copyTo(i, pixels, 0);
            for (int w = 0; w < weights.length; w++) {
                rows[i][w % FEATURES] += (float) (weights[w] * pixels[w / FEATURES]);
            }
        }
        return TableData.of(rows, digits.labels(), digits.classNames(), digits.provenance());
    }
}
