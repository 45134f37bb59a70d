package org.mat4j.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.data.Provenance;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.DataSplit;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.testing.Samples;

class ImageDataTest {
    private static final ImageShape ONE_PIXEL = new ImageShape(1, 1, 1);

    @Test
    void addressesPixelsByRowColumnChannel() {
        ImageShape shape = new ImageShape(2, 3, 4);
        ImageData data = Samples.withLabels(3, shape, 0, 2);
        assertEquals(31 + (1 * 3 + 2) * 4 + 3, data.pixel(1, 1, 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> data.pixel(0, 0, 3, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> data.pixel(2, 0, 0, 0));
        assertArrayEquals(new int[] {1, 0, 1}, data.classCounts());
    }

    @Test
    void doesNotShareTheArraysItIsMadeOf() {
        byte[] pixels = {(byte) 200};
        byte[] labels = {1};
        ImageData data = ImageData.of(pixels, labels, ONE_PIXEL, 2, Provenance.of("x", "y"));
        pixels[0] = 0;
        labels[0] = 0;
        assertEquals(200, data.pixel(0, 0, 0, 0));
        assertEquals(1, data.label(0));
    }

    @Test
    void rejectsArraysThatDoNotFit() {
        Provenance made = Provenance.of("x", "y");
        assertRefused(() -> ImageData.of(new byte[3], new byte[2], ONE_PIXEL, 2, made), "pixels", "3", "= 2");
        assertRefused(() -> ImageData.of(new byte[0], new byte[0], ONE_PIXEL, 2, made), "labels", "0");
        assertRefused(
                () -> ImageData.of(new byte[2], Samples.bytes(0, 2), ONE_PIXEL, 2, made), "label at index 1 is 2");
        assertRefused(() -> ImageData.of(new byte[1], new byte[1], ONE_PIXEL, 257, made), "classCount", "257");
        assertRefused(() -> new ImageShape(0, 1, 1), "0 x 1 x 1");
        assertRefused(() -> new ImageShape(1 << 16, 1 << 16, 1), "2^31");
    }

    @Test
    void classesHaveNamesWhichSelectionsKeep() {
        ImageData data = Samples.cyclic(10, 3);
        assertEquals(List.of("0", "1", "2"), data.classNames());
        List<String> names = List.of("cat", "dog", "frog");
        ImageData named = data.described(names, Provenance.of("pets", "test"));
        assertEquals(names, named.classNames());
        assertEquals(names, named.splitByCount(3, 1).validation().classNames());
        assertEquals("pets", named.provenance().name());
        assertEquals(names, ExampleIterator.forEvaluation(named, 2).getLabels());
        Provenance made = data.provenance();
        assertRefused(() -> data.described(List.of("cat", "dog"), made), "class names", "[cat, dog]", "3");
        assertRefused(() -> data.described(List.of("cat", "dog", "cat"), made), "class names", "different");
    }

    @Test
    void subsetKeepsOrderAndRepeats() {
        ImageData part = Samples.cyclic(10, 5).subset(new int[] {7, 3, 7});
        assertEquals(List.of(7, 3, 7), ids(part));
        assertEquals(2, part.label(0));
        assertEquals(3, part.label(1));
        assertThrows(
                IndexOutOfBoundsException.class, () -> Samples.cyclic(10, 5).subset(new int[] {10}));
        assertRefused(() -> Samples.cyclic(10, 5).subset(new int[0]), "indices", "0");
    }

    @Test
    void firstTakesFromTheStart() {
        assertEquals(List.of(0, 1, 2), ids(Samples.cyclic(10, 5).first(3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11})
    void impossibleCounts(int count) {
        ImageData data = Samples.cyclic(10, 5);
        assertRefused(() -> data.first(count), "count", "expected 1 to 10");
        assertRefused(() -> data.randomSubset(count, ClassBalance.EQUAL, 1), "count is " + count);
        assertRefused(() -> data.splitByCount(count, 1), "expected 1 to 9");
        assertRefused(() -> data.splitByCount(10, 1), "expected 1 to 9");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, Double.NaN, 0.01, 0.99})
    void impossibleShares(double share) {
        ImageData data = Samples.cyclic(10, 5);
        assertThrows(IllegalArgumentException.class, () -> data.splitByShare(share, 1));
    }

    @ParameterizedTest
    @CsvSource({"10, 2, 2", "13, 2, 3", "4, 0, 1", "50, 10, 10"})
    void equalSharesDifferByOneAtMost(int count, int least, int most) {
        int[] counts =
                Samples.cyclic(60, 5).randomSubset(count, ClassBalance.EQUAL, 3).classCounts();
        assertEquals(count, Arrays.stream(counts).sum());
        assertEquals(least, Arrays.stream(counts).min().orElseThrow());
        assertEquals(most, Arrays.stream(counts).max().orElseThrow());
    }

    @Test
    void equalSharesNameTheClassThatIsShort() {
        ImageData data = Samples.withLabels(3, ONE_PIXEL, 0, 0, 0, 1, 2, 2, 2);
        assertRefused(
                () -> data.randomSubset(6, ClassBalance.EQUAL, 1), "2 of class 1, which has 1; expected at most 3");
        ImageData lacking = Samples.withLabels(2, ONE_PIXEL, 0, 0);
        assertArrayEquals(
                new int[] {2, 0}, lacking.randomSubset(2, ClassBalance.EQUAL, 1).classCounts());
    }

    @Test
    void equalSubsetsOfOneSeedAreNested() {
        ImageData data = Samples.cyclic(200, 7);
        Set<Integer> larger = new HashSet<>(ids(data.randomSubset(60, ClassBalance.EQUAL, 5)));
        assertTrue(larger.containsAll(ids(data.randomSubset(25, ClassBalance.EQUAL, 5))));
    }

    @Test
    void randomSubsetDependsOnTheSeedAlone() {
        ImageData data = Samples.cyclic(200, 5);
        List<Integer> first = ids(data.randomSubset(20, ClassBalance.EQUAL, 5));
        assertEquals(first, ids(data.randomSubset(20, ClassBalance.EQUAL, 5)));
        assertNotEquals(first, ids(data.randomSubset(20, ClassBalance.EQUAL, 6)));
        assertEquals(20, new TreeSet<>(first).size());
        assertEquals(List.copyOf(new TreeSet<>(first)), first);
    }

    @Test
    void proportionalSharesFollowTheWhole() {
        // 6, 3 and 1 of 10: shares of 5 are 3, 1.5 and 0.5; the tie goes to the lower class.
        ImageData data = Samples.withLabels(3, ONE_PIXEL, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2);
        ImageData half = data.randomSubset(5, ClassBalance.PROPORTIONAL, 9);
        assertArrayEquals(new int[] {3, 2, 0}, half.classCounts());
        ImageData all = data.randomSubset(10, ClassBalance.PROPORTIONAL, 9);
        assertArrayEquals(data.classCounts(), all.classCounts());
    }

    @Test
    void splitIsDisjointCompleteAndStratified() {
        ImageData data = Samples.cyclic(100, 5);
        DataSplit<ImageData> split = data.splitByShare(0.2, 4);
        assertArrayEquals(new int[] {4, 4, 4, 4, 4}, split.validation().classCounts());
        assertEquals(80, split.training().size());
        Set<Integer> all = new TreeSet<>(ids(split.training()));
        all.addAll(ids(split.validation()));
        assertEquals(100, all.size());
        assertEquals(ids(split.validation()), ids(data.splitByCount(20, 4).validation()));
        assertNotEquals(ids(split.validation()), ids(data.splitByCount(20, 5).validation()));
    }

    @Test
    void splitKeepsAnExampleOfEveryClass() {
        ImageData data = Samples.withLabels(2, ONE_PIXEL, 0, 0, 1);
        assertRefused(
                () -> data.splitByCount(2, 1), "validationCount is 2", "no training example of class 1, which has 1");
    }

    @Test
    void provenanceTellsTheSelections() {
        ImageData data = Samples.cyclic(20, 5);
        String line = data.randomSubset(10, ClassBalance.EQUAL, 8)
                .splitByCount(5, 9)
                .training()
                .provenance()
                .toString();
        assertEquals(
                "made up (test; unchecked) > 10 examples, EQUAL, seed 8 > training 5 of 10 split by class, seed 9",
                line);
        assertFalse(data.provenance().toString().contains(">"));
    }

    /** The number of each example, which its first pixel tells since 31 has an inverse modulo 256. */
    private static List<Integer> ids(ImageData data) {
        Integer[] ids = new Integer[data.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = data.pixel(i, 0, 0, 0) * 223 % 256;
        }
        return List.of(ids);
    }

    @Test
    void noMoreThanAskedForAreTaken() {
        ImageData whole = Samples.cyclic(20, 4);
        assertSame(whole, whole.atMost(20, 1));
        assertSame(whole, whole.atMost(21, 1));
        ImageData some = whole.atMost(8, 1);
        assertArrayEquals(new int[] {2, 2, 2, 2}, some.classCounts());
        ImageData drawn = whole.randomSubset(8, ClassBalance.PROPORTIONAL, 1);
        for (int i = 0; i < 8; i++) {
            assertEquals(drawn.pixel(i, 0, 0, 0), some.pixel(i, 0, 0, 0));
        }
    }
}
