package org.mat4j.core.check;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the constants of an enum are written in options, files and messages: {@code L_INFINITY} as l-infinity. */
public final class Spelling {
    private Spelling() {}

    /** The constant in lower case, with dashes. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant of a spelling, in any case.
     *
     * @throws IllegalArgumentException naming all spellings
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> of(value).equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected one of " + all(type) + ", found '" + text + "'"));
    }

    /** The spellings of all constants, with commas between. */
    public static <E extends Enum<E>> String all(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Spelling::of).collect(Collectors.joining(", "));
    }
}
