package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;

/** Values that an option should not have, by what it takes. */
final class BadValues {

    private static final List<String> BLANK = List.of("", " ", "\t");

    private static final List<String> NO_NUMBERS = List.of(
            "many",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e400",
            "1e-400",
            "\u0663",
            "\uFF11",
            "0x10",
            "1_000",
            "1d",
            "1f",
            "--",
            "1 2",
            "'1'");

    private static final List<String> NO_WHOLE_NUMBERS =
            List.of("1.5", "99999999999999999999", "-99999999999999999999", "1e3", "1L");

    /** Some options take them. */
    private static final List<String> EDGES = List.of("0", "-0", "-1", "1e-300", "1e300", "2147483648");

    private static final List<String> NO_CHOICES =
            List.of("nonsense", "mat,", ",", "L_INFINITY", "a.b", "\uFF4D\uFF41\uFF54", "0");

    private static final List<String> NO_LISTS = List.of(",", "1,", ",1", "1,,2", "1:", "1;2", "nonsense:1");

    private static final List<String> NO_SIZES = List.of(
            "1:2:1e-99999999",
            "0:1e9:1",
            "0:1:0",
            "0:1:-1",
            "1:2",
            "1:2:3:4",
            "1/0",
            "1e-99999999/1e-99999999",
            "1,1",
            "-1,0",
            "NaN,1",
            "0:Infinity:1",
            "1..2..3",
            "2..1",
            "1..1",
            "..",
            "0..1:log",
            "0..1:cubic",
            "1..1e400");

    private static final List<String> NO_PAIRS = List.of("nonsense", "=", "a=", "=1", ",");

    private static final List<String> TEXTS =
            List.of("a=b", "=", "a b", "'", "\"", "line\nend", ",", "none", "*", "a=NaN", "a=1=2");

    private static final List<String> NO_PATHS = List.of("", " ", "\0", "a\0b");

    private static final List<String> PATHS = List.of(
            "missing", "a=b", "a,b", "a b", "it's", "say \"so\"", "line\nend", "\u00e9\u4e2d", "file/below", "empty");

    /**
     * One of them.
     *
     * @param text as given
     * @param refused whether no option of the kind takes it
     */
    record Value(String text, boolean refused) {}

    private BadValues() {}

    /**
     * For an option or a parameter.
     *
     * @param folder with a file named file and a folder named empty; nothing else of the paths is there
     */
    static List<Value> of(ArgSpec option, Path folder) {
        if (Map.class.isAssignableFrom(option.type())) {
            return values(List.of(BLANK, NO_PAIRS), List.of(TEXTS));
        }
        Class<?> type = option.isMultiValue() || option.type().isArray() ? option.auxiliaryTypes()[0] : option.type();
        return switch (type.getSimpleName()) {
            case "int", "long", "Integer", "Long" ->
                values(List.of(BLANK, NO_NUMBERS, NO_WHOLE_NUMBERS), List.of(EDGES, List.of("1,5")));
            case "double", "Double" -> values(List.of(BLANK, NO_NUMBERS), List.of(EDGES, List.of("1,5")));
            case "boolean", "Boolean" ->
                values(List.of(BLANK, List.of("maybe", "1", "TRUE ")), List.of(List.of("true", "false")));
            case "Budgets", "Candidates" ->
                values(List.of(BLANK, NO_NUMBERS, NO_LISTS, NO_SIZES), List.of(EDGES, List.of("2,1")));
            case "Path" -> values(List.of(NO_PATHS), List.of(below(folder)));
            case "String" ->
                option.paramLabel().equals("X")
                        ? values(List.of(BLANK, NO_NUMBERS, NO_LISTS), List.of(EDGES))
                        : values(List.of(NO_PATHS), List.of(below(folder), TEXTS));
            default -> values(List.of(BLANK, NO_CHOICES), List.of());
        };
    }

    private static List<String> below(Path folder) {
        return Stream.concat(Stream.of("."), PATHS.stream().map(name -> folder + "/" + name))
                .toList();
    }

    private static List<Value> values(List<List<String>> refused, List<List<String>> others) {
        return Stream.concat(
                        refused.stream().flatMap(List::stream).map(text -> new Value(text, true)),
                        others.stream().flatMap(List::stream).map(text -> new Value(text, false)))
                .toList();
    }
}
