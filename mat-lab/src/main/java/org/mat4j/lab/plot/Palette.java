package org.mat4j.lab.plot;

import java.awt.Color;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mat4j.core.method.StandardMethod;

/**
 * Colors and markers that are told apart with any color vision, the same in all charts. A class has its own by its
 * number, a standard method by its id, whatever else is in the chart.
 */
public final class Palette {

    static {
        Headless.ensure();
    }

    /** The muted scheme of Paul Tol; black for its tenth, a pale gray. */
    private static final List<Color> COLORS = IntStream.of(
                    0xCC6677, 0x332288, 0xDDCC77, 0x117733, 0x88CCEE, 0x882255, 0x44AA99, 0x999933, 0xAA4499, 0x000000)
            .mapToObj(Color::new)
            .toList();

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS,
            SeriesMarkers.OVAL,
            SeriesMarkers.RECTANGLE,
            SeriesMarkers.TRAPEZOID);

    /** How many classes can be told apart. */
    public static final int CLASSES = COLORS.size();

    private Palette() {}

    /**
     * The look of a class.
     *
     * @param k its number, 0 to {@link #CLASSES} - 1
     * @throws IllegalArgumentException if it is not in that range
     */
    public static SeriesStyle ofClass(int k) {
        if (k < 0 || k >= CLASSES) {
            throw new IllegalArgumentException("class: expected 0 to " + (CLASSES - 1) + " to draw, found " + k);
        }
        return new SeriesStyle(COLORS.get(k), MARKERS.get(k));
    }

    /** The look of a method, the same in all charts. */
    public static SeriesStyle ofMethod(StandardMethod method) {
        return ofPlace(placeOf(method));
    }

    /**
     * The looks of the models of one chart. A name that is the id of a standard method, or begins with one and goes on
     * with something else than a letter, a digit or a hyphen ("mat, seed 2"), has the look of that method. A second such
     * name, and every other one, takes a look that belongs to no method, in a color that is free in the chart as long as
     * there is one.
     *
     * @param names each once
     * @return by name, in the order given
     * @throws IllegalArgumentException if a name is given twice, or there are more names than looks
     */
    public static Map<String, SeriesStyle> ofModels(List<String> names) {
        if (names.size() > looks()) {
            throw new IllegalArgumentException(
                    "model names: expected at most " + looks() + " in one chart, found " + names.size());
        }
        Map<String, SeriesStyle> styles = new LinkedHashMap<>();
        for (String name : names) {
            if (styles.containsKey(name)) {
                throw new IllegalArgumentException("model names: expected each once, found '" + name + "' again");
            }
            SeriesStyle own = methodOf(name).map(Palette::ofMethod).orElse(null);
            // Without a look for now, but with a place in the order.
            styles.put(name, styles.containsValue(own) ? null : own);
        }
        styles.replaceAll((name, style) -> style == null ? free(styles.values()) : style);
        return styles;
    }

    private static SeriesStyle free(Collection<SeriesStyle> taken) {
        Set<Color> colors =
                taken.stream().filter(Objects::nonNull).map(SeriesStyle::color).collect(Collectors.toSet());
        Set<Integer> methods =
                Stream.of(StandardMethod.values()).map(Palette::placeOf).collect(Collectors.toSet());
        // Sorted stably: what belongs to a method comes last.
        List<SeriesStyle> free = IntStream.range(0, looks())
                .boxed()
                .sorted(Comparator.comparing(methods::contains))
                .map(Palette::ofPlace)
                .filter(style -> !taken.contains(style))
                .toList();
        return free.stream()
                .filter(style -> !colors.contains(style.color()))
                .findFirst()
                .orElse(free.get(0));
    }

    /** The place of a method's color and marker: strong contrasts for those of the paper's figures. */
    private static int placeOf(StandardMethod method) {
        return switch (method) {
            case BASELINE -> 9;
            case CENTER_LOSS -> 4;
            case INFORMATION -> 7;
            case RPT -> 2;
            case AT_L2 -> 8;
            case AT_L_INFINITY -> 5;
            case VAT -> 3;
            case VAT_ENTROPY -> 6;
            case PI_MODEL -> 1;
            case MAT -> 0;
            // There are more methods than colors: that of MAT with another marker.
            case MAT_ENTROPY -> 10;
        };
    }

    private static int looks() {
        return COLORS.size() * MARKERS.size();
    }

    /** The first round pairs each color with its own marker, each further one with the next. */
    private static SeriesStyle ofPlace(int place) {
        int color = place % COLORS.size();
        int marker = (place + place / COLORS.size()) % MARKERS.size();
        return new SeriesStyle(COLORS.get(color), MARKERS.get(marker));
    }

    private static Optional<StandardMethod> methodOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (StandardMethod method : StandardMethod.values()) {
            if (lower.matches(Pattern.quote(method.id()) + "(?:[^a-z0-9-].*)?")) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }
}
