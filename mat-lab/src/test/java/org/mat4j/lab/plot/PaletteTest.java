package org.mat4j.lab.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.MethodType;
import org.mat4j.lab.testing.Messages;

/** Who gets which color. */
class PaletteTest {

    @Test
    void everyMethodHasALookOfItsOwn() {
        List<Palette.Style> styles = Stream.of(MethodType.values())
                .map(MethodType::id)
                .map(Palette::ofMethod)
                .toList();

        assertEquals(styles.size(), new HashSet<>(styles).size());
    }

    @Test
    void aMethodLooksTheSameWhateverElseIsThere() {
        Palette.Style mat = Palette.ofMethod("mat");

        assertEquals(mat, Palette.ofModels(List.of("mat")).get("mat"));
        assertEquals(
                mat, Palette.ofModels(List.of("other", "vat", "MAT, seed 2")).get("MAT, seed 2"));
        assertEquals(
                Palette.ofMethod("vat-entmin"),
                Palette.ofModels(List.of("vat-entmin")).get("vat-entmin"));
        assertNotEquals(mat, Palette.ofModels(List.of("matrix")).get("matrix"));
    }

    @Test
    void otherNamesTakeWhatIsLeft() {
        List<String> names = List.of("mine", "mat", "mat, seed 2", "baseline");
        Map<String, Palette.Style> styles = Palette.ofModels(names);

        assertEquals(names, List.copyOf(styles.keySet()));
        assertEquals(names.size(), new HashSet<>(styles.values()).size());
        assertEquals(Palette.ofMethod("baseline"), styles.get("baseline"));
    }

    @Test
    void manyModelsAreStillToldApart() {
        List<String> names = IntStream.range(0, 100).mapToObj(i -> "model " + i).toList();

        assertEquals(100, new HashSet<>(Palette.ofModels(names).values()).size());
        List<String> more = new ArrayList<>(names);
        more.add("one more");
        Messages.refused(() -> Palette.ofModels(more), "number of models", "101");
    }

    @Test
    void whatHasNoLookIsAnError() {
        Messages.refused(() -> Palette.ofModels(List.of("a", "b", "a")), "model name", "'a'");
        Messages.refused(() -> Palette.ofMethod("matrix"), "method", "matrix");
        Messages.refused(() -> Palette.ofClass(-1), "class", "-1");
    }

    @Test
    void aHundredClassesAreToldApartAndFurtherOnesAreDrawn() {
        List<Palette.Style> styles =
                IntStream.range(0, 100).mapToObj(Palette::ofClass).toList();

        assertEquals(100, new HashSet<>(styles).size());
        assertEquals(
                10,
                styles.stream().limit(10).map(Palette.Style::color).distinct().count());
        assertEquals(styles.get(3), Palette.ofClass(103));
    }
}
