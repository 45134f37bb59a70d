package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.data.UnlabeledBatches;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.ViewIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Data that does not fit is refused where it comes in, in words. */
class BadTrainingDataTest {

    private static final Network FLAT = TestNetwork.dense(4, 3, 3);
    private static final Network IMAGES = TestNetwork.dense(new long[] {2, 3, 2}, 3, 2);
    private static final Network GRAY = TestNetwork.dense(new long[] {4, 3, 1}, 3, 2);
    private static final DataSet GOOD = Blobs.batch(6, 4, 3, 1);

    private static Trainer trainer(Network network, long epochs) {
        return Trainer.builder(network)
                .config(TrainingConfig.builder()
                        .method(Methods.mat(2))
                        .epochs(epochs)
                        .build())
                .build();
    }

    private static void assertRefused(String message, Executable action) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    /** An iterator in a field of another one, as ND4J and DL4J have many. */
    private static final class Around extends ViewIterator {
        private static final long serialVersionUID = 1L;

        private final transient DataSetIterator inner;

        Around(DataSetIterator inner) {
            super(GOOD, 6);
            this.inner = inner;
        }

        @Override
        public DataSet next() {
            return inner.next();
        }

        @Override
        public boolean hasNext() {
            return inner.hasNext();
        }

        @Override
        public void reset() {
            inner.reset();
        }
    }

    private static DataSet images(long... shape) {
        INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}, {0, 1}, {0, 1}});
        INDArray x = Nd4j.linspace(0, 1, 36, DataType.FLOAT);
        return new DataSet(x.reshape(shape), labels);
    }

    @Test
    void emptyData() {
        assertRefused("the labeled data of epoch 1 is empty, expected a batch", () -> trainer(FLAT, 1)
                .fit(Batches.of()));
        assertRefused("the data to evaluate is empty, expected an example", () -> trainer(FLAT, 1)
                .fit(Batches.of(GOOD), Batches.of()));
    }

    @Test
    void dataThatCannotBePassedOverAgain() {
        String message =
                "the data cannot be passed over again: its iterator does not support reset; give one that does,"
                        + " or train for fewer updates";
        assertRefused(message, () -> trainer(FLAT, 2).fit(Batches.once(GOOD)));
        assertRefused(message, () -> trainer(FLAT, 2).fit(Batches.of(GOOD), Batches.once(GOOD)));
    }

    @Test
    void onePassNeedsNoReset() {
        try (TrainedModel model = trainer(FLAT, 1).fit(Batches.once(GOOD, GOOD), Batches.once(GOOD))) {
            assertEquals("2", model.info().training().get("updates"));
        }
    }

    @Test
    void startsFromTheBeginningOfTheData() {
        Batches data = Batches.of(GOOD, GOOD);
        data.next();
        try (TrainedModel model = trainer(FLAT, 1).fit(data)) {
            assertEquals("2", model.info().training().get("updates"));
        }
    }

    @Test
    void oneIteratorForTwoPurposes() {
        Batches data = Batches.of(GOOD, GOOD);
        String both =
                " read from the same Batches, expected an iterator for each: they would take batches away from each"
                        + " other; make another one of the same data";
        DataSetIterator around = new Around(data);
        UnlabeledBatches features = () -> data.next().getFeatures();
        String validation = "the labeled data and the validation data" + both;
        assertRefused(validation, () -> trainer(FLAT, 1).fit(data, data));
        assertRefused(validation, () -> trainer(FLAT, 1).fit(around, data));
        assertRefused(validation, () -> trainer(FLAT, 1).fit(data, new Around(around)));
        String unlabeled = "the labeled data and the unlabeled data" + both;
        assertRefused(unlabeled, () -> trainer(FLAT, 1).fit(data, UnlabeledBatches.of(around)));
        assertRefused(unlabeled, () -> trainer(FLAT, 1).fit(data, features));
        assertRefused("the unlabeled data and the validation data" + both, () -> trainer(FLAT, 1)
                .fit(Batches.of(GOOD), features, around));
        Trainer recomputing = Trainer.builder(FLAT)
                .config(TrainingConfig.builder().method(Methods.mat(2)).build())
                .recomputeStatistics(1, () -> UnlabeledBatches.of(data))
                .build();
        assertRefused("the labeled data and the data for the statistics" + both, () -> recomputing.fit(around));
        try (TrainedModel model =
                trainer(FLAT, 1).fit(data, UnlabeledBatches.of(Batches.of(GOOD)), new Around(Batches.of(GOOD)))) {
            assertEquals("2", model.info().training().get("updates"));
        }
    }

    @Test
    void oneExampleWithBatchNormalization() {
        Network network = TestNetwork.batchNorm(4, 3);
        DataSet one = Blobs.batch(1, 4, 3, 1);
        String message =
                "network 'TestNetwork' cannot be run: the batch normalization with 'gamma' is given [1, 4], one value"
                        + " per channel, which is its own mean: expected a batch of at least 2 examples";
        assertRefused(message, () -> trainer(network, 1).fit(Batches.of(one)));
        assertRefused(message, () -> trainer(network, 1).fit(Batches.of(Blobs.batch(2, 4, 3, 1), one)));
        try (TrainedModel model = trainer(network, 1).fit(Batches.of(Blobs.batch(2, 4, 3, 1)))) {
            assertEquals(1, model.classifier().logits(one.getFeatures()).size(0));
        }
        Trainer frozen = Trainer.builder(network)
                .config(TrainingConfig.builder()
                        .method(Methods.baseline())
                        .rates(ParameterRates.EQUAL.freeze("mean", "variance"))
                        .build())
                .build();
        frozen.fit(Batches.of(one)).close();
    }

    @Test
    void wrongShape() {
        assertRefused("a batch has features of shape [6, 5], expected [n, 4]", () -> trainer(FLAT, 1)
                .fit(Batches.of(Blobs.batch(6, 5, 3, 1))));
        assertRefused("a batch has features of shape [6, 5], expected [n, 4]", () -> trainer(FLAT, 1)
                .fit(Batches.of(GOOD), Batches.of(Blobs.batch(6, 5, 3, 1))));
    }

    @Test
    void wrongShapeOfUnlabeledData() {
        assertRefused("a batch has features of shape [6, 5], expected [n, 4]", () -> trainer(FLAT, 1)
                .fit(Batches.of(GOOD), () -> Blobs.batch(6, 5, 3, 1).getFeatures()));
        assertRefused("the unlabeled batch is missing, expected one beside each labeled batch", () -> trainer(FLAT, 1)
                .fit(Batches.of(GOOD), () -> null));
    }

    @Test
    void imagesWithTheChannelsFirstTrainAsOthersDo() {
        DataSet last = images(3, 2, 3, 2);
        DataSet first = new DataSet(last.getFeatures().permute(0, 3, 1, 2).dup('c'), last.getLabels());
        try (TrainedModel expected = trainer(IMAGES, 2).fit(Batches.of(last), last::getFeatures);
                TrainedModel actual = trainer(IMAGES, 2).fit(Batches.of(first), first::getFeatures)) {
            assertEquals(
                    expected.classifier().predict(last.getFeatures()).logits(),
                    actual.classifier().predict(first.getFeatures()).logits());
        }
    }

    @Test
    void flattenedImagesTrainAsImagesDo() {
        INDArray x = images(3, 12).getFeatures();
        try (TrainedModel flat = trainer(GRAY, 3).fit(Batches.of(images(3, 12)));
                TrainedModel shaped = trainer(GRAY, 3).fit(Batches.of(images(3, 4, 3, 1)))) {
            assertEquals(
                    shaped.classifier().predict(x.reshape(3, 4, 3, 1)).logits(),
                    flat.classifier().predict(x).logits());
        }
    }

    @Test
    void flattenedColorImages() {
        String message =
                "a batch has flattened images of 2 channels, [3, 12], whose order is not known: ND4J flattens them"
                        + " channel by channel; expected [n, 2, 3, 2], or with the channels first [n, 2, 2, 3]: give them their"
                        + " shape by reshape('c', ...)";
        DataSet good = images(3, 2, 3, 2);
        INDArray flat = images(3, 12).getFeatures();
        assertRefused(message, () -> trainer(IMAGES, 3).fit(Batches.of(images(3, 12))));
        assertRefused(message, () -> trainer(IMAGES, 3).fit(Batches.of(good), () -> flat));
        try (TrainedModel model = trainer(IMAGES, 1).fit(Batches.of(good))) {
            assertRefused(message, () -> model.classifier().predict(flat));
        }
    }

    @Test
    void notANumber() {
        DataSet bad = GOOD.copy();
        bad.getFeatures().putScalar(3, 2, Float.NaN);
        String message =
                "a batch has features that are infinite or NaN, such as NaN in example 3, expected finite numbers:"
                        + " clean the data";
        assertRefused(message, () -> trainer(FLAT, 1).fit(Batches.of(GOOD, bad)));
        assertRefused(message, () -> trainer(FLAT, 1).fit(Batches.of(GOOD), Batches.of(bad)));
        assertRefused(message, () -> trainer(FLAT, 1).fit(Batches.of(GOOD), bad::getFeatures));
    }

    @Test
    void wrongLabels() {
        assertRefused(
                "a batch of 6 examples has labels of shape [6, 4], expected one-hot labels [6, 3]",
                () -> trainer(FLAT, 1).fit(Batches.of(Blobs.batch(6, 4, 4, 1))));
        DataSet twice = GOOD.copy();
        twice.getLabels().putScalar(4, 2, 1);
        assertRefused(
                "example 4 of a batch has labels [0.0, 1.0, 1.0], expected exactly one 1 among zeros",
                () -> trainer(FLAT, 1).fit(Batches.of(twice)));
    }

    @Test
    void nothingToFit() {
        assertTrue(
                assertThrows(NullPointerException.class, () -> trainer(FLAT, 1).fit(null))
                        .getMessage()
                        .contains("labeled data"));
        assertTrue(assertThrows(NullPointerException.class, () -> trainer(FLAT, 1)
                        .fit(Batches.of(GOOD), (DataSetIterator) null))
                .getMessage()
                .contains("validation data"));
    }
}
