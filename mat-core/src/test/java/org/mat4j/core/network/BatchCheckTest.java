package org.mat4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mat4j.core.testing.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class BatchCheckTest {

    private static final BatchCheck FLAT = new BatchCheck(new long[] {6}, 3);
    private static final BatchCheck IMAGES = new BatchCheck(new long[] {2, 3, 4}, 3);

    private static DataSet labeled(INDArray labels) {
        return new DataSet(Nd4j.zeros(2, 6), labels);
    }

    @Test
    void passesFittingFeaturesOn() {
        INDArray flat = Nd4j.rand(DataType.FLOAT, 5, 6);
        assertSame(flat, FLAT.features(flat));
        INDArray images = Nd4j.rand(DataType.FLOAT, 5, 2, 3, 4);
        assertSame(images, IMAGES.features(images));
        assertSame(flat, new BatchCheck(TestNetwork.dense(6, 2, 3)).features(flat));
    }

    @ParameterizedTest
    @ValueSource(chars = {'c', 'f'})
    void shapesFlattenedImagesRowByRow(char order) {
        INDArray flat = Nd4j.linspace(DataType.FLOAT, 0, 48, 48).reshape(2, 24).dup(order);
        INDArray shaped = new BatchCheck(new long[] {6, 4, 1}, 3).features(flat);
        assertArrayEquals(new long[] {2, 6, 4, 1}, shaped.shape());
        for (int i = 0; i < 2; i++) {
            for (int h = 0; h < 6; h++) {
                for (int w = 0; w < 4; w++) {
                    assertEquals(flat.getDouble(i, h * 4 + w), shaped.getDouble(i, h, w, 0));
                }
            }
        }
    }

    @Test
    void refusesFlattenedImagesOfSeveralChannels() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 5, 2, 3, 4);
        INDArray flat = images.reshape('c', 5, 24);
        assertRefused(() -> IMAGES.features(flat), "4 channels, [5, 24]", "expected [n, 2, 3, 4]", "[n, 4, 2, 3]");
        assertEquals(images, IMAGES.features(flat.reshape('c', 5, 2, 3, 4)));
        assertArrayEquals(
                new long[] {5, 1, 1, 24},
                new BatchCheck(new long[] {1, 1, 24}, 3).features(flat).shape());
    }

    @Test
    void namesBothShapes() {
        assertRefused(
                () -> FLAT.features(Nd4j.zeros(DataType.FLOAT, 5, 7)), "features of shape [5, 7]", "expected [n, 6]");
        assertRefused(() -> FLAT.features(Nd4j.zeros(DataType.FLOAT, 6)), "features of shape [6]", "expected [n, 6]");
        assertRefused(
                () -> IMAGES.features(Nd4j.zeros(DataType.FLOAT, 5, 23)),
                "features of shape [5, 23]",
                "expected [n, 2, 3, 4], or with the channels first [n, 4, 2, 3]");
        assertRefused(
                () -> IMAGES.features(Nd4j.zeros(DataType.FLOAT, 5, 3, 2, 4)),
                "features of shape [5, 3, 2, 4]",
                "expected [n, 2, 3, 4], or with the channels first [n, 4, 2, 3]");
        assertRefused(() -> FLAT.features(null), "no features", "[n, 6]");
        assertRefused(() -> FLAT.features(Nd4j.empty(DataType.FLOAT)), "no features", "[n, 6]");
    }

    @Test
    void turnsImagesWithTheChannelsFirst() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 5, 2, 3, 4);
        INDArray channelsFirst = images.permute(0, 3, 1, 2).dup('c');
        assertArrayEquals(new long[] {5, 4, 2, 3}, channelsFirst.shape());
        assertEquals(images, IMAGES.features(channelsFirst));
    }

    @Test
    void readsTheChannelsAsTheLastAxisWhereBothReadingsFit() {
        INDArray images = Nd4j.rand(DataType.FLOAT, 5, 3, 3, 3);
        assertSame(images, new BatchCheck(new long[] {3, 3, 3}, 3).features(images));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNone(double bad) {
        INDArray features = Nd4j.zeros(DataType.FLOAT, 5, 6).putScalar(4, 5, bad);
        assertRefused(() -> FLAT.features(features), "infinite or NaN, such as " + bad + " in example 4");
    }

    @Test
    void refusesWhatSinglePrecisionMakesInfinite() {
        INDArray features = Nd4j.zeros(DataType.DOUBLE, 5, 6).putScalar(2, 5, -1e300);
        assertRefused(
                () -> FLAT.features(features), "beyond single precision, such as -1.0E300 in example 2", "3.4E38");
        INDArray largest = features.putScalar(2, 5, Float.MAX_VALUE);
        assertSame(largest, FLAT.features(largest));
    }

    /** Their sum is infinite in their own precision, and that of the squares in any. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"HALF", "BFLOAT16", "FLOAT", "DOUBLE"})
    void takesFiniteNumbersWhoseSumOverflows(DataType type) {
        double large = type == DataType.FLOAT16 ? 60_000 : 3e38;
        INDArray features = Nd4j.valueArrayOf(new long[] {5, 6}, large, type);
        assertSame(features, FLAT.features(features));
        INDArray bad = features.dup().putScalar(3, 3, Double.NaN);
        assertRefused(() -> FLAT.features(bad), "such as NaN in example 3");
    }

    @Test
    void infinitiesOfBothSignsDoNotCancel() {
        INDArray features = Nd4j.zeros(DataType.FLOAT, 5, 6)
                .putScalar(0, 0, Double.POSITIVE_INFINITY)
                .putScalar(4, 5, Double.NEGATIVE_INFINITY);
        assertThrows(IllegalArgumentException.class, () -> FLAT.features(features));
    }

    @Test
    void takesOneHotLabelsOfAnyType() {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE, DataType.INT32}) {
            INDArray labels =
                    Nd4j.createFromArray(new int[][] {{0, 0, 1}, {1, 0, 0}}).castTo(type);
            assertEquals(labels, FLAT.labels(labeled(labels)));
        }
    }

    @Test
    void refusesLabelsOfAnotherShape() {
        assertRefused(
                () -> FLAT.labels(labeled(Nd4j.zeros(DataType.FLOAT, 2, 4))),
                "of 2 examples",
                "labels of shape [2, 4]",
                "[2, 3]");
        assertRefused(
                () -> FLAT.labels(labeled(Nd4j.zeros(DataType.FLOAT, 3, 3))),
                "of 2 examples",
                "labels of shape [3, 3]",
                "[2, 3]");
        assertRefused(
                () -> FLAT.labels(labeled(Nd4j.createFromArray(0f, 2f))),
                "of 2 examples",
                "labels of shape [2]",
                "[2, 3]");
        assertRefused(() -> FLAT.labels(labeled(null)), "of 2 examples", "labels of shape none", "[2, 3]");
        assertRefused(() -> FLAT.labels(new DataSet(null, Nd4j.zeros(DataType.FLOAT, 2, 3))), "no features", "[n, 6]");
    }

    @Test
    void refusesLabelsThatAreNotOneHot() {
        float[][][] bad = {
            {{0, 0, 1}, {0, 0, 0}}, {{0, 0, 1}, {1, 0, 1}}, {{0, 0, 1}, {0, 0.5f, 0.5f}}, {{0, 0, 1}, {0, 2, 0}}
        };
        String[] shown = {"[0.0, 0.0, 0.0]", "[1.0, 0.0, 1.0]", "[0.0, 0.5, 0.5]", "[0.0, 2.0, 0.0]"};
        for (int i = 0; i < bad.length; i++) {
            INDArray labels = Nd4j.createFromArray(bad[i]);
            assertRefused(() -> FLAT.labels(labeled(labels)), "example 1", shown[i]);
        }
        INDArray nan = Nd4j.createFromArray(new float[][] {{0, Float.NaN, 1}, {1, 0, 0}});
        assertThrows(IllegalArgumentException.class, () -> FLAT.labels(labeled(nan)));
    }

    @Test
    void takesProbabilitiesWhereTheyAreAskedFor() {
        BatchCheck soft = new BatchCheck(TestNetwork.dense(6, 2, 3), LabelForm.PROBABILITIES);
        INDArray labels = Nd4j.createFromArray(new float[][] {{0, 1, 0}, {0.1f, 0.2f, 0.70004f}});
        assertSame(labels, soft.labels(labels, 2));
        assertRefused(() -> FLAT.labels(labels, 2), "example 1", "exactly one 1", "labelForm");
        float[][] bad = {{0.1f, 0.2f, 0.6f}, {-0.25f, 1.25f, 0}, {0, Float.NaN, 1}, {Float.POSITIVE_INFINITY, 0, 0}};
        String[] mistakes = {
            "whose sum is 1, not 0.9", "at least 0, not -0.25", "at least 0, not NaN", "whose sum is 1, not Infinity"
        };
        for (int i = 0; i < bad.length; i++) {
            INDArray rows = Nd4j.createFromArray(new float[][] {{0, 1, 0}, bad[i]});
            assertRefused(() -> soft.labels(rows, 2), "example 1", "[" + bad[i][0], mistakes[i]);
        }
        assertRefused(() -> soft.labels(labels, 3), "of 3 examples", "shape [2, 3]", "probabilities [3, 3]");
    }
}
