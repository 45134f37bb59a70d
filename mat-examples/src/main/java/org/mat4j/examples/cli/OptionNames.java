package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mat4j.core.check.Numbers;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Calls what an error is about by the option that it was given with: the library says that the learning rate is -1.0, who
 * typed {@code --learning-rate -1} is told so.
 */
final class OptionNames {

    /** What the library calls otherwise than the option is called, without its dashes. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("--labels", "number of labels"),
            Map.entry("--folds", "number of folds"),
            Map.entry("--statistics-batches", "batches for the statistics"),
            Map.entry("--evaluate-every", "updates between validations"),
            Map.entry("--smoothness-every", "updates between measurements of the smoothness"),
            Map.entry("--select-by", "score to select by"),
            Map.entry("--perturb", "perturbation space"),
            Map.entry("--translation", "maxTranslation"),
            Map.entry("--dropout", "dropout rate"),
            Map.entry("--latent-range", "latent radius"),
            Map.entry("--random", "the number of trials"),
            Map.entry("--epsilons", "epsilon"),
            Map.entry("--test-share", "share of test examples"));

    private OptionNames() {}

    /** The message with the option's name, and the value as it was typed, where it is about one that was given. */
    static String in(String message, ParseResult parsed) {
        List<OptionSpec> given = parsed.matchedOptions().stream()
                .sorted(Comparator.comparing(option -> -option.longestName().length()))
                .toList();
        if (given.stream().anyMatch(option -> names(message, option.longestName()))) {
            return message;
        }
        return given.stream()
                .flatMap(option -> named(message, option).stream())
                .findFirst()
                .or(() -> Stream.concat(
                                given.stream().filter(option -> quotesName(message, option)),
                                given.stream().filter(option -> tellsPath(message, option)))
                        .map(option -> option.longestName() + ": " + message)
                        .findFirst())
                .orElse(message);
    }

    private static boolean names(String message, String option) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(option) + "(?![\\w-])")
                .matcher(message)
                .find();
    }

    private static Optional<String> named(String message, OptionSpec option) {
        String name = option.longestName();
        String words = name.substring(2);
        String said = Stream.of(words, words.replace('-', ' '), OTHERS.getOrDefault(name, words))
                .distinct()
                .map(Pattern::quote)
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow();
        Matcher matcher = Pattern.compile("^(.*?: )?(" + said + ") is ([^ ,]+)(.*)$", Pattern.DOTALL)
                .matcher(message);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String before = matcher.group(1) == null ? "" : matcher.group(1);
        String value = option.originalStringValues().stream()
                .filter(typed -> sameNumber(typed, matcher.group(3)))
                .findFirst()
                .orElse(matcher.group(3));
        return Optional.of(before + name + " is " + value + matcher.group(4));
    }

    private static boolean sameNumber(String typed, String told) {
        try {
            return Numbers.decimal(typed) == Double.parseDouble(told);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Whether it is about the name of a column or a pattern, which the library shows in quotes. */
    private static boolean quotesName(String message, OptionSpec option) {
        return option.paramLabel().matches("(NAME|PATTERN).*")
                && option.stringValues().stream()
                        .map(typed -> option.typeInfo().isMap() ? typed.replaceFirst("=.*", "") : typed)
                        .anyMatch(typed -> message.contains("'" + typed + "'"));
    }

    private static boolean tellsPath(String message, OptionSpec option) {
        boolean path = option.type() == Path.class
                || option.isMultiValue() && option.paramLabel().matches("FILE|DIR|PATH");
        return path
                && option.originalStringValues().stream()
                        .flatMap(typed -> Stream.of(typed, typed.substring(typed.indexOf('=') + 1)))
                        .filter(text -> !text.isEmpty())
                        .map(text -> Pattern.compile("(?<![\\w./-])" + Pattern.quote(text) + "(?![\\w-])")
                                .matcher(message))
                        // Not where the path comes as a hint, behind what the error is about.
                        .anyMatch(found -> found.find()
                                && !message.substring(0, found.start()).matches("(?s).*(;.*|see )"));
    }
}
