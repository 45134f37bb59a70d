package org.mat4j.examples.cli;

/** Commands as a shell reads them. */
final class ShellWords {

    private ShellWords() {}

    /** A word, in quotes if it needs them. */
    static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
