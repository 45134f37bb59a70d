package org.mat4j.data.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.engine.program.SeedMixer;
import org.mat4j.core.train.data.DataPosition;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.example.UnlabeledIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

class AugmentationTest {
    private static final ImageShape SHAPE = new ImageShape(5, 6, 2);

    /** What was done to an image. */
    private record Change(int down, int right, boolean mirrored) {}

    /** An image without zeros and without equal values. */
    private static float[] image() {
        float[] image = new float[SHAPE.values()];
        for (int i = 0; i < image.length; i++) {
            image[i] = i + 1;
        }
        return image;
    }

    /** The image after a change, pixel by pixel. */
    private static float[] naive(float[] image, Change change) {
        float[] result = new float[image.length];
        for (int h = 0; h < 5; h++) {
            for (int w = 0; w < 6; w++) {
                for (int c = 0; c < 2; c++) {
                    int fromH = h - change.down;
                    int fromW = (change.mirrored ? 5 - w : w) - change.right;
                    boolean inside = fromH >= 0 && fromH < 5 && fromW >= 0 && fromW < 6;
                    int to = (h * 6 + w) * 2 + c;
                    result[to] = inside ? image[(fromH * 6 + fromW) * 2 + c] : 0;
                }
            }
        }
        return result;
    }

    private static Map<Change, Integer> counts(Augmentation augmentation, int draws) {
        Map<List<Float>, Change> known = new HashMap<>();
        int n = augmentation.maxTranslation();
        for (int down = -n; down <= n; down++) {
            for (int right = -n; right <= n; right++) {
                for (boolean mirrored : new boolean[] {false, true}) {
                    Change change = new Change(down, right, mirrored);
                    known.put(list(naive(image(), change)), change);
                }
            }
        }
        Map<Change, Integer> counts = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            float[] image = image();
            augmentation.augment(image, 0, SHAPE, SeedMixer.mix(i));
            Change change = known.get(list(image));
            assertTrue(change != null, () -> "no shift by at most " + n + ": " + Arrays.toString(image));
            counts.merge(change, 1, Integer::sum);
        }
        return counts;
    }

    private static List<Float> list(float[] values) {
        Float[] all = new Float[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return List.of(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void everyShiftUpToTheLargestComesEquallyOften(int translation) {
        Augmentation augmentation = Augmentation.DIGITS.withMaxTranslation(translation);
        int shifts = (2 * translation + 1) * (2 * translation + 1);
        Map<Change, Integer> counts = counts(augmentation, 200 * shifts);
        assertEquals(shifts, counts.size());
        counts.forEach((change, count) -> {
            assertFalse(change.mirrored);
            assertEquals(200, count, 75, change::toString);
        });
    }

    @Test
    void halfOfTheImagesAreMirroredWhateverTheirShift() {
        Map<Change, Integer> counts = counts(Augmentation.CIFAR_10, 10_000);
        assertEquals(50, counts.size());
        counts.forEach((change, count) -> assertEquals(200, count, 75, change::toString));
        Map<Change, Integer> flips = counts(new Augmentation(0, Augmentation.HorizontalFlip.RANDOM), 1000);
        assertEquals(2, flips.size());
        assertEquals(500, flips.get(new Change(0, 0, true)), 60);
    }

    @Test
    void whatEntersAtTheBorderComesFromTheBackground() {
        float[] background = new float[SHAPE.values()];
        for (int i = 0; i < background.length; i++) {
            background[i] = -1 - i;
        }
        int shifted = 0;
        for (int seed = 0; seed < 50; seed++) {
            float[] black = image();
            float[] over = image();
            Augmentation.CIFAR_10.augment(black, 0, SHAPE, seed);
            Augmentation.CIFAR_10.over(background).augment(over, 0, SHAPE, seed);
            for (int i = 0; i < over.length; i++) {
                assertEquals(black[i] == 0 ? background[i] : black[i], over[i]);
                shifted += black[i] == 0 ? 1 : 0;
            }
        }
        assertTrue(shifted > 500);
        assertThrows(
                IllegalArgumentException.class,
                () -> Augmentation.DIGITS.over(new float[3]).requireShape(SHAPE));
    }

    @Test
    void onlyTheImageAtTheOffsetIsChanged() {
        float[] values = new float[3 * SHAPE.values()];
        Arrays.fill(values, 7);
        System.arraycopy(image(), 0, values, SHAPE.values(), SHAPE.values());
        Augmentation.CIFAR_10.augment(values, SHAPE.values(), SHAPE, 5);
        float[] alone = image();
        Augmentation.CIFAR_10.augment(alone, 0, SHAPE, 5);
        float[] expected = new float[values.length];
        Arrays.fill(expected, 7);
        System.arraycopy(alone, 0, expected, SHAPE.values(), alone.length);
        assertArrayEquals(expected, values);
    }

    @Test
    void trainingBatchesAreTheSameWhateverTheBatchSizeAndAfterAResume() {
        ImageData data = RandomImages.of(12, SHAPE, 1);
        ExampleIterator whole = ExampleIterator.forTraining(data, 12, 3, Augmentation.CIFAR_10);
        ExampleIterator small = ExampleIterator.forTraining(data, 3, 3, Augmentation.CIFAR_10);
        UnlabeledIterator free = new UnlabeledIterator(data.unlabeled(), 12, 3, Augmentation.CIFAR_10);
        UnlabeledIterator freeSmall = new UnlabeledIterator(data.unlabeled(), 4, 3, Augmentation.CIFAR_10);
        INDArray first = null;
        for (int epoch = 0; epoch < 2; epoch++) {
            INDArray all = whole.next().getFeatures();
            for (int i = 0; i < 12; i += 3) {
                assertSlices(all, i, small.next().getFeatures());
            }
            INDArray unlabeled = free.next();
            for (int i = 0; i < 12; i += 4) {
                assertSlices(unlabeled, i, freeSmall.next());
            }
            first = epoch == 0 ? all : first;
            whole.reset();
            small.reset();
        }
        ExampleIterator resumed = ExampleIterator.forTraining(data, 3, 3, Augmentation.CIFAR_10);
        resumed.moveTo(new DataPosition(0, 6));
        assertSlices(first, 6, resumed.next().getFeatures());
    }

    private static void assertSlices(INDArray whole, int from, INDArray part) {
        for (int n = 0; n < part.size(0); n++) {
            assertEquals(whole.slice(from + n), part.slice(n));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anImageIsChangedInAnotherWayInEveryEpoch(Augmentation.HorizontalFlip flip) {
        ImageData one = RandomImages.of(1, SHAPE, 1);
        Augmentation augmentation = new Augmentation(2, flip);
        ExampleIterator iterator = ExampleIterator.forTraining(one, 1, 3, augmentation);
        Set<List<Float>> seen = new HashSet<>();
        for (int epoch = 0; epoch < 100; epoch++) {
            seen.add(list(iterator.next().getFeatures().ravel().toFloatVector()));
            iterator.reset();
        }
        assertTrue(seen.size() > 20, () -> seen.size() + " of at least 25 possible images");
    }

    @Test
    void presetsAreThoseOfTheReference() {
        assertEquals(new Augmentation(0, Augmentation.HorizontalFlip.NEVER), Augmentation.NONE);
        assertEquals(new Augmentation(2, Augmentation.HorizontalFlip.NEVER), Augmentation.DIGITS);
        assertEquals(new Augmentation(2, Augmentation.HorizontalFlip.RANDOM), Augmentation.CIFAR_10);
        assertEquals("none", Augmentation.NONE.toString());
        assertEquals("translation by at most 2 pixels", Augmentation.DIGITS.toString());
        assertEquals("translation by at most 2 pixels, random horizontal flip", Augmentation.CIFAR_10.toString());
    }

    @Test
    void badSettingsAreRefused() {
        String negative = assertThrows(IllegalArgumentException.class, () -> Augmentation.DIGITS.withMaxTranslation(-1))
                .getMessage();
        assertTrue(negative.contains("maxTranslation is -1"), negative);
        ImageData data = RandomImages.of(3, SHAPE, 1);
        Augmentation far = Augmentation.DIGITS.withMaxTranslation(5);
        String large = assertThrows(IllegalArgumentException.class, () -> ExampleIterator.forTraining(data, 1, 1, far))
                .getMessage();
        assertTrue(large.contains("maxTranslation is 5") && large.contains("5 x 6 x 2"), large);
        assertThrows(NullPointerException.class, () -> new Augmentation(1, null));
    }
}
