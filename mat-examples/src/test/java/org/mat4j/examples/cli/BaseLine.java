package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command line that says soon what it makes of one more option: it works, or fails at what is looked at after all
 * options.
 *
 * @param words of it
 * @param end what it fails at, the value of one of its options; empty if it works
 */
record BaseLine(List<String> words, String end) {

    private static final String TINY = "--network=mlp --width=4 --latent-size=2";

    private static BaseLine working(String... parts) {
        return failing("", parts);
    }

    private static BaseLine failing(String end, String... parts) {
        return new BaseLine(Arrays.asList(String.join(" ", parts).split(" ")), end);
    }

    /** Some of every command, in a folder as {@link FuzzTest} makes it. */
    static Stream<BaseLine> all(Path folder) {
        String file = folder + "/file";
        String none = folder + "/none";
        String out = "--out=" + folder + "/out";
        String below = "--out=" + file + "/out";
        String model = "--model=" + folder + "/run/model.zip";
        String study = model + " --limit=5";
        String attack = "attack --attack=fgsm,pgd-l2 --pgd-steps=1 --levels=0,1";
        return Stream.of(
                failing(file, "train", below),
                failing(
                        file,
                        "train --normalization=batch --labels=100 --updates=2 --schedule=linear --augment=translate",
                        "--preprocessing=zca --method=mat-pgd --norm=l2",
                        TINY,
                        below),
                failing(folder + "/empty", "train --dataset=mnist --data=" + folder + "/empty", out),
                failing(
                        file,
                        "train --label-column=class --epsilon=auto --updates=2 --data=" + folder + "/table.csv",
                        below),
                working(
                        "train --updates=1 --train-size=50 --batch-size=10 --robustness-size=10 --from=" + folder
                                + "/run/model.zip",
                        TINY,
                        out),
                working("crossvalidate --folds=2 --updates=1 --train-size=50 --batch-size=10", TINY),
                failing(file, "search --grid --epsilon=1,2 --beta=0.1,0.2", below),
                failing(file, "search --random=2 --epsilon=1..2 --lambda=0.1..0.2", below),
                working("evaluate", model),
                working("predict", model, folder + "/picture.png"),
                working("export", model, "--out=" + folder + "/out.onnx"),
                failing(file, attack, study, below),
                working(attack, study, out),
                failing(file, "attack --standard --epsilons=0.1 --iterations=1 --queries=1", study, below),
                failing(file, "embed --projection=pca --attack=pgd-l2", study, below),
                working("embed", study, out),
                failing(file, "gallery --count=1 --attack=pgd-linf", model, below),
                failing(file, "ood --fit-limit=60", study, below),
                failing(
                        file,
                        "report --attack=pgd-l2 --fit-limit=60 --limit=30 --runs=" + folder + "/run",
                        "--out=" + file + "/out.html"),
                failing(file, "experiment", below, folder + "/one.properties"),
                failing(none, "gallery --model=" + none, out),
                failing(none, "ood --model=" + none, out),
                failing(none, "report --runs=" + none, out),
                failing(none + ".properties", "experiment", out, none + ".properties"),
                working("tables --check", folder + "/document.md"),
                working("bench --labeled=2 --steps=1 --warmup=0", TINY));
    }

    String command() {
        return words.get(0);
    }

    /** Whether an option is what it fails at, so that another value would let it work long. */
    boolean isEnd(ArgSpec option) {
        return !end.isEmpty() && words.stream().anyMatch(word -> word.startsWith(name(option) + "=" + end));
    }

    /** The same with a value of an option or of the parameters. */
    String[] with(ArgSpec option, String value) {
        List<String> changed = new ArrayList<>(words);
        if (name(option).isEmpty()) {
            changed.removeIf(word -> !word.equals(command()) && !word.startsWith("--"));
            changed.add(value);
        } else {
            changed.removeIf(word -> word.equals(name(option)) || word.startsWith(name(option) + "="));
            changed.add(1, name(option) + "=" + value);
        }
        return changed.toArray(String[]::new);
    }

    /** An option's name; empty for a parameter. */
    static String name(ArgSpec option) {
        return option instanceof OptionSpec named ? named.longestName() : "";
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
