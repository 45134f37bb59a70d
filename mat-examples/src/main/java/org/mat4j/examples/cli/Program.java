package org.mat4j.examples.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How this program is started, for hints that can be pasted. */
final class Program {

    /** Its name in examples. */
    static final String NAME = "mat4j";

    private static final List<String> START = Optional.ofNullable(
                    System.getProperty("mat4j.start")) // by mat-examples/mat4j
            .map(List::of)
            .orElseGet(() -> start(System.getProperty("java.class.path")));

    private Program() {}

    /** A command line of this program, in quotes where a shell needs them. */
    static String line(List<String> words) {
        return Stream.concat(START.stream(), words.stream())
                .map(Program::quoted)
                .collect(Collectors.joining(" "));
    }

    /** How to get help on a command. */
    static String help(String command) {
        return line(List.of(command, "--help"));
    }

    /** Its jar, as it was started, if nothing else is on the class path; else there is no short way, and it is named. */
    private static List<String> start(String classPath) {
        try {
            Path own = Path.of(Program.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            boolean jar = classPath.toLowerCase(Locale.ROOT).endsWith(".jar")
                    && own.equals(Path.of(classPath).toAbsolutePath().normalize());
            return jar ? List.of("java", "-jar", classPath) : List.of(NAME);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return List.of(NAME); // of a class path with several parts, or classes that lie in no file
        }
    }

    /** A word as a shell reads it, in quotes if it needs them. */
    static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
