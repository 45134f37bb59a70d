package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.measure.attack.ensemble.EnsembleAttack;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.testing.check.Values;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentData;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Anyone's graph for the images of a dataset, whatever layout it takes them in. */
class NamedClassifierTest {
    private static final ImageData IMAGES =
            (ImageData) ExperimentData.load(DataSelection.of(ImageDataset.SAMPLE), ImageDataset.Part.TEST)
                    .atMost(40, 1);
    private static final INDArray WEIGHTS = Values.normal(1, 784, 10).castTo(DataType.FLOAT);

    private static SameDiff linear(long... shape) {
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("x", DataType.FLOAT, shape);
        x.reshape(-1, 784).mmul("o", graph.var("w", WEIGHTS));
        return graph;
    }

    @ParameterizedTest
    @ValueSource(strings = {"28,28,1", "1,28,28", "784"})
    void takesGrayImagesInEveryLayout(String layout, @TempDir Path folder) {
        long[] shape = Arrays.stream(("-1," + layout).split(","))
                .mapToLong(Long::parseLong)
                .toArray();
        Path file = folder.resolve("mine.v2.fb");
        linear(shape).save(file.toFile(), false);
        try (NamedClassifier classifier = NamedClassifier.load(file, "x", "o")) {
            assertEquals("mine.v2", classifier.name());
            classifier.requireFit(new KnownDataset(ImageDataset.SAMPLE));
            INDArray x = classifier.batches(IMAGES).next().getFeatures();
            double[] expected = Values.flat(ExampleIterator.forEvaluation(IMAGES)
                    .next()
                    .getFeatures()
                    .reshape(40, 784)
                    .mmul(WEIGHTS));
            Values.assertClose(expected, Values.flat(classifier.classifier().logits(x)), 1e-5, layout);
            StandardEnsemble ensemble = StandardEnsemble.of(Norm.L_INFINITY, 0.1)
                    .withAttacks(List.of(EnsembleAttack.APGD_CE))
                    .withIterations(2);
            List<RobustAccuracy> lines =
                    RobustAccuracy.of(classifier, IMAGES, List.of(ensemble)).toList();
            assertEquals("mine.v2", lines.get(0).model());
            assertEquals(40, lines.get(0).n());
        }
    }

    @Test
    void otherImagesAreRefused() {
        try (NamedClassifier classifier = new NamedClassifier("g", Classifier.of(linear(-1, 784), "x", "o"))) {
            assertRefused(
                    () -> classifier.requireFit(new KnownDataset(ImageDataset.CIFAR_10)),
                    "'g' takes [784] in 10 classes",
                    "[32, 32, 3]",
                    "'cifar10'");
        }
        assertRefused(() -> new NamedClassifier(" ", null), "name of a classifier is ' '");
    }
}
