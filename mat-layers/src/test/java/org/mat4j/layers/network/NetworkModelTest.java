package org.mat4j.layers.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.measure.SmoothnessMeter;
import org.mat4j.core.measure.attack.OpenAttack;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelFile;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.AveragePooling;
import org.mat4j.layers.block.BatchNormalization;
import org.mat4j.layers.block.Bias;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.Dense;
import org.mat4j.layers.block.Dropout;
import org.mat4j.layers.block.Flatten;
import org.mat4j.layers.block.MaxPooling;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Residual;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Every kind of layer, trained by MAT, attacked, measured, saved, loaded, and read by SameDiff alone. */
class NetworkModelTest {

    private static final ImageInput TASK = new ImageInput(12, 13, 1, 3);

    /** All blocks that the ready networks do not combine. */
    private record Mixed() implements Network {
        private static final Block BODY = Sequential.of(
                new Convolution(3, 3, Convolution.Padding.VALID, Bias.NO),
                new BatchNormalization(0.5, 1e-3),
                Activation.LEAKY_RELU,
                new MaxPooling(2),
                new Dropout(0.3),
                Convolution.same(4, 2),
                Activation.PRELU,
                new Residual(
                        Convolution.same(4, 3).withStride(2),
                        Convolution.same(4, 1).withStride(2)),
                new AveragePooling(2),
                new Flatten(),
                Dense.of(5),
                Activation.RELU);

        @Override
        public long[] inputShape() {
            return TASK.shape();
        }

        @Override
        public int latentSize() {
            return 5;
        }

        @Override
        public int classCount() {
            return TASK.classCount();
        }

        @Override
        public Outputs build(Pass pass, SDVariable input) {
            Tensor latent = BODY.apply(pass, "body", new Tensor(input, inputShape()));
            Tensor logits = Dense.of(classCount()).apply(pass, "head", latent);
            return new Outputs(latent.value(), logits.value());
        }
    }

    static Stream<Network> networks() {
        return Stream.of(
                LeNetPlusPlus.builder().input(TASK).width(2).build(),
                MultilayerPerceptron.builder().input(TASK).sizes(List.of(8, 4)).build(),
                ConvNet.convLarge(4).with().input(TASK).build(),
                ConvNet.convSmall(3)
                        .with()
                        .input(TASK)
                        .activation(Activation.PRELU)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                LeNetPlusPlus.builder()
                        .input(TASK)
                        .width(2)
                        .stages(2)
                        .normalization(Normalization.BATCH)
                        .build(),
                MultilayerPerceptron.builder()
                        .input(TASK)
                        .sizes(List.of(8, 4))
                        .normalization(Normalization.NONE)
                        .logitNormalization(Normalization.BATCH)
                        .build(),
                ResNet.wideResNet(10, 1)
                        .with()
                        .input(TASK)
                        .stem(4)
                        .stages(List.of(4, 6))
                        .build(),
                ResNet.resNet18(3)
                        .with()
                        .input(TASK)
                        .stages(List.of(3, 4))
                        .dropoutRate(0.2)
                        .build(),
                new Mixed());
    }

    private static DataSet data() {
        Nd4j.getRandom().setSeed(5);
        INDArray labels = Nd4j.zeros(DataType.FLOAT, 30, 3);
        for (int i = 0; i < 30; i++) {
            labels.putScalar(i, i % 3, 1);
        }
        return new DataSet(Nd4j.rand(DataType.FLOAT, 30, 12, 13, 1), labels);
    }

    private static double[] doubles(INDArray array) {
        return array.dup().data().asDouble();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void trainedSavedAndReadByPlainSameDiff(Network network, @TempDir Path folder) throws IOException {
        DataSet data = data();
        INDArray x = data.getFeatures();
        Path file = folder.resolve("model.zip");
        TrainingConfig config =
                TrainingConfig.builder().method(Methods.mat(2)).updates(6).build();
        try (TrainedModel model =
                        Trainer.builder(network).config(config).build().fit(new ViewIterator(data, 10));
                OpenAttack attack = StandardAttack.L2.create().on(model, Bounds.unlimited());
                SmoothnessMeter meter = new SmoothnessMeter(model, ManifoldDivergence.Form.POSTERIOR)) {
            INDArray attacked = attack.perturb(x, data.getLabels(), 0.5, 1);
            var smoothness = meter.measure(new ViewIterator(data, 10), 1);
            // In single precision a divergence of nearly 0 may round to either side of it.
            assertTrue(smoothness.output() > -1e-6 && smoothness.manifold() > -1e-6, smoothness.toString());
            assertTrue(Double.isFinite(smoothness.average()), smoothness.toString());
            model.save(file);
            Classifier.Prediction expected = model.classifier().predict(x);

            try (TrainedModel loaded = TrainedModel.load(file);
                    OpenAttack again = StandardAttack.L2.create().on(loaded, Bounds.unlimited())) {
                Classifier.Prediction actual = loaded.classifier().predict(x);
                assertArrayEquals(doubles(expected.latent()), doubles(actual.latent()));
                assertArrayEquals(doubles(expected.logits()), doubles(actual.logits()));
                assertEquals(attacked, again.perturb(x, data.getLabels(), 0.5, 1));
            }

            Map<String, INDArray> plain = plain(file, folder).output(Map.of("input", x), "latent", "logits");
            assertArrayEquals(doubles(expected.latent()), doubles(plain.get("latent")), 1e-6);
            assertArrayEquals(doubles(expected.logits()), doubles(plain.get("logits")), 1e-6);
        }
    }

    private static SameDiff plain(Path file, Path folder) throws IOException {
        Path graph = folder.resolve("graph.fb");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Files.write(graph, zip.getInputStream(zip.getEntry(ModelFile.GRAPH)).readAllBytes());
        }
        SameDiff plain = SameDiff.fromFlatFile(graph.toFile());
        assertEquals(List.of("input"), plain.inputs());
        for (var operation : plain.getOps().values()) {
            String type = operation.getOp().getClass().getName();
            assertTrue(type.startsWith("org.nd4j."), type + " is an operation of SameDiff's own");
        }
        return plain;
    }
}
