package org.mat4j.core.check;

import java.util.Locale;

/** How the constants of an enum are written in options, files and messages: {@code L_INFINITY} as l-infinity. */
public final class Spelling {
    private Spelling() {}

    /** The constant in lower case, with dashes. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
