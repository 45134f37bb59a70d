package org.mat4j.data.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mat4j.data.Provenance;
import org.mat4j.data.table.TableData;

class FoldsTest {

    private static final int[] SIZES = {11, 0, 23, 8};

    /** Of each class as many as {@link #SIZES} says, one class after the other. */
    private static TableData examples() {
        int[] labels = IntStream.range(0, SIZES.length)
                .flatMap(c -> IntStream.generate(() -> c).limit(SIZES[c]))
                .toArray();
        return TableData.of(
                new float[labels.length][1], labels, List.of("a", "none", "b", "c"), Provenance.of("test", "memory"));
    }

    @Test
    void eachExampleIsInOneFoldAndEachClassInAllAlike() {
        TableData examples = examples();

        List<int[]> folds = new Folds(4, 3).of(examples);

        assertEquals(4, folds.size());
        assertArrayEquals(
                IntStream.range(0, examples.size()).toArray(),
                folds.stream().flatMapToInt(Arrays::stream).sorted().toArray());
        for (int[] fold : folds) {
            assertTrue(fold.length == 10 || fold.length == 11, "" + fold.length);
            int[] counts = new int[SIZES.length];
            for (int i : fold) {
                counts[examples.label(i)]++;
            }
            for (int c = 0; c < SIZES.length; c++) {
                assertTrue(Math.abs(counts[c] - SIZES[c] / 4.0) < 1, Arrays.toString(counts));
            }
        }
    }

    @Test
    void aFoldHoldsItsExamplesOutOfTheOthers() {
        TableData examples = examples();
        List<Folds.Fold> folds = new Folds(4, 3).deal(examples);

        assertEquals(4, folds.size());
        for (int f = 0; f < 4; f++) {
            int[] places = new Folds(4, 3).of(examples).get(f);
            assertEquals(f + 1, folds.get(f).number());
            assertArrayEquals(
                    Arrays.stream(places).map(examples::label).toArray(),
                    folds.get(f).held().labels());
            assertEquals(examples.size() - places.length, folds.get(f).others().size());
        }
    }

    @Test
    void theSeedDecides() {
        List<int[]> folds = new Folds(4, 3).of(examples());
        for (int f = 0; f < 4; f++) {
            assertArrayEquals(folds.get(f), new Folds(4, 3).of(examples()).get(f));
        }
        assertFalse(Arrays.equals(folds.get(0), new Folds(4, 4).of(examples()).get(0)));
    }

    @Test
    void tooManyFoldsAreRefusedByTheClassThatLacksExamples() {
        assertEquals(8, new Folds(8, 1).of(examples()).size());
        String message = assertThrows(IllegalArgumentException.class, () -> new Folds(9, 1).of(examples()))
                .getMessage();
        assertTrue(message.contains("folds is 9") && message.contains("at most 8") && message.contains("'c'"), message);
        assertThrows(IllegalArgumentException.class, () -> new Folds(9, 1).deal(examples()));
        assertThrows(IllegalArgumentException.class, () -> new Folds(1, 1));
    }
}
