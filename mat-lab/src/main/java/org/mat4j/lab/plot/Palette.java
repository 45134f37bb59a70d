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
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.mat4j.core.check.Checks;

/**
 * Colors and markers that are told apart with any color vision, the same in all charts. A class has its own by its
 * number, a method of the library by its id, whatever else is in the chart.
 */
public final class Palette {

    static {
        ChartStyle.headless();
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

    /** The methods' ids, each at the place of its look: strong contrasts for those of the paper's figures. */
    private static final List<String> METHODS = List.of(
            "mat",
            "pi-model",
            "rpt",
            "vat",
            "center",
            "at-linf",
            "vat-entmin",
            "information",
            "at-l2",
            "baseline",
            // There are more methods than colors: those of the first ones with other markers.
            "mat-entmin",
            "mat-pgd",
            "trades",
            "at-pgd");

    /**
     * How a class or a model looks in every chart.
     *
     * @param color of its lines, markers and areas
     * @param marker its shape, which tells it apart where colors cannot
     */
    public record Style(Color color, Marker marker) {}

    /** How many classes can be told apart, by color and marker; the looks of further ones come again. */
    public static final int CLASSES = COLORS.size() * MARKERS.size();

    private Palette() {}

    /**
     * The look of a class.
     *
     * @param k its number, at least 0; from {@link #CLASSES} on it is that of a class before
     * @throws IllegalArgumentException if it is negative
     */
    public static Style ofClass(int k) {
        Checks.atLeast(0, "class", k);
        return ofPlace(k % CLASSES);
    }

    /**
     * The look of a method, the same in all charts.
     *
     * @param id of a method of the library, such as mat
     * @throws IllegalArgumentException for another id
     */
    public static Style ofMethod(String id) {
        Checks.require(METHODS.contains(id), "method", id, "one of " + METHODS);
        return ofPlace(METHODS.indexOf(id));
    }

    /**
     * The looks of the models of one chart. A name that is the id of a method, or begins with one, followed by
     * something else than a letter, a digit or a hyphen ("mat, seed 2"), has the look of that method. A second such
     * name, and every other one, takes a look that belongs to no method, in a color that is free in the chart as long as
     * there is one.
     *
     * @param names each once
     * @return by name, in the order given
     * @throws IllegalArgumentException if a name is given twice, or there are more names than looks
     */
    public static Map<String, Style> ofModels(List<String> names) {
        Checks.require(
                names.size() <= looks(), "number of models", names.size(), "at most " + looks() + " in one chart");
        Map<String, Style> styles = new LinkedHashMap<>();
        for (String name : names) {
            Checks.require(!styles.containsKey(name), "model name", "'" + name + "' again", "each name once");
            Style own = methodOf(name).map(Palette::ofMethod).orElse(null);
            // Without a look for now, but with a place in the order.
            styles.put(name, styles.containsValue(own) ? null : own);
        }
        styles.replaceAll((name, style) -> style == null ? free(styles.values()) : style);
        return styles;
    }

    private static Style free(Collection<Style> taken) {
        Set<Color> colors =
                taken.stream().filter(Objects::nonNull).map(Style::color).collect(Collectors.toSet());
        // What belongs to no method comes first.
        return IntStream.concat(IntStream.range(METHODS.size(), looks()), IntStream.range(0, METHODS.size()))
                .mapToObj(Palette::ofPlace)
                .filter(style -> !taken.contains(style))
                .min(Comparator.comparing(style -> colors.contains(style.color())))
                .orElseThrow();
    }

    private static int looks() {
        return COLORS.size() * MARKERS.size();
    }

    /** The first round pairs each color with its own marker, each further one with the next. */
    private static Style ofPlace(int place) {
        int color = place % COLORS.size();
        int marker = (place + place / COLORS.size()) % MARKERS.size();
        return new Style(COLORS.get(color), MARKERS.get(marker));
    }

    private static Optional<String> methodOf(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return METHODS.stream()
                .filter(id -> lower.matches(Pattern.quote(id) + "(?:[^a-z0-9-].*)?"))
                .findFirst();
    }
}
