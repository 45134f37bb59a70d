package org.mat4j.core.network;

import java.util.Collection;
import java.util.regex.Pattern;
import org.mat4j.core.check.Checks;

/**
 * Names of parameters and states, as a pattern over the whole name: {@code *} stands for any characters, none too, and
 * {@code ?} for one. {@code body.0.*} are the values of the first block of a body.
 *
 * @param glob not blank
 */
public record NamePattern(String glob) {

    /** Checks the pattern. */
    public NamePattern {
        Checks.require(!glob.isBlank(), "pattern of names", "'" + glob + "'", "one such as 'body.*'");
    }

    /** Whether the name is one of these. */
    public boolean matches(String name) {
        String regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return name.matches(regex);
    }

    /**
     * Checks that there is a name to match.
     *
     * @param purpose of the pattern, for the message
     * @throws IllegalArgumentException with all names if none matches
     */
    public void requireMatch(String purpose, Collection<String> names) {
        Checks.require(
                names.stream().anyMatch(this::matches),
                "pattern of " + purpose,
                "'" + glob + "', which no name matches",
                "a match, with * for any characters and ? for one, among " + names);
    }

    @Override
    public String toString() {
        return glob;
    }
}
