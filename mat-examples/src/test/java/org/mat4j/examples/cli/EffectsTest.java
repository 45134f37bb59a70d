package org.mat4j.examples.cli;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A command on models heeds what it takes: each of its options, once changed, changes what it prints or writes. For the options
 * of trainings see {@link IndependentOptionsTest}.
 */
class EffectsTest {

    private static final String PGD = " --attack=pgd-l2 --pgd-steps=1 --pgd-restarts=1";

    /** Command lines, and for each what its options are changed to, one at a time. */
    private static final Map<String, String> LINES = Map.ofEntries(
            entry("evaluate --model=ONE/model.zip", "model=TWO/model.zip geometry"),
            entry("predict --model=ONE/model.zip PICTURE", "model=TWO/model.zip format=csv top=2"),
            entry("export --model=ONE/model.zip --out=OUT.onnx", "model=TWO/model.zip"),
            entry(
                    "attack --levels=0,1 --limit=100 --model=ONE/model.zip --out=OUT" + PGD,
                    "model=TWO/model.zip clip seed=2 pgd-steps=9 pgd-restarts=9 attack=pgd-linf levels=0,3 epsilons=2 limit=99"),
            entry(
                    "attack --levels=0,1 --limit=100 --attack=l2 --out=OUT --model ONE/model.zip TWO/model.zip",
                    "source=two"),
            entry("attack --epsilons=0.5 --limit=2 --model=ONE/model.zip --out=OUT", "standard"),
            entry(
                    "attack --standard --norm=l2 --iterations=1 --queries=1 --epsilons=0.5 --limit=30 --out=OUT"
                            + " --model=ONE/model.zip",
                    "model=TWO/model.zip norm=l1 epsilons=2 iterations=9 queries=99 limit=29 seed=2"),
            entry(
                    "embed --projection=pca --levels=0,0.5 --limit=60 --model=ONE/model.zip --out=OUT" + PGD,
                    "model=TWO/model.zip clip seed=2 pgd-steps=2 pgd-restarts=2 attack=pgd-linf levels=0,3 limit=50"
                            + " projection=tsne"),
            entry(
                    "gallery --count=2 --level=2 --attack=noise --model=ONE/model.zip --out=OUT",
                    "model=TWO/model.zip clip seed=2 attack=l2 level=3 count=3 amplification=2"),
            entry(
                    "gallery --count=30 --level=0.6 --attack=pgd-l2 --pgd-steps=1 --pgd-restarts=1 --model=TWO/model.zip"
                            + " --out=OUT",
                    "pgd-steps=3 pgd-restarts=20"),
            entry(
                    "ood --fit-limit=60 --neighbors=3 --limit=60 --model=ONE/model.zip --out=OUT",
                    "model=TWO/model.zip strangers=sample fit-limit=80 neighbors=5 limit=50 seed=2"),
            entry(
                    "report --levels=0,1 --fit-limit=60 --neighbors=3 --limit=60 --runs=ONE --out=OUT.html" + PGD,
                    "runs=TWO clip seed=2 pgd-steps=9 pgd-restarts=9 attack=pgd-linf levels=0,3 epsilons=2 limit=59 fit-limit=80"
                            + " neighbors=5 strangers=sample projection=tsne"));

    /** How much is told and where to; the one format of an export; graphs and data, which have tests with all their options. */
    private static final Set<String> ELSEWHERE = Set.of(
            "quiet",
            "verbose",
            "help",
            "version",
            "out",
            "format of export",
            "graph",
            "input",
            "logits",
            "dataset",
            "data",
            "download",
            "svhn-extra",
            "label-column",
            "categorical",
            "ignore-columns",
            "missing",
            "labels-file",
            "image-shape",
            "transposed",
            "test-data",
            "test-labels-file",
            "test-share");

    @TempDir
    static Path folder;

    @BeforeAll
    static void train() throws IOException {
        for (String method : List.of("baseline", "mat")) {
            Cli.succeed("train -q --network=mlp --width=16 --latent-size=3 --updates=60 --robustness-size=0 --method="
                    + method + " --out=" + folder.resolve(method.equals("mat") ? "two" : "one"));
        }
        BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        picture.setRGB(14, 14, 0xffffff);
        ImageIO.write(picture, "png", folder.resolve("picture.png").toFile());
    }

    static Set<String> lines() {
        return new TreeSet<>(LINES.keySet());
    }

    @Test
    void noOptionIsLeftOut() {
        Map<String, Set<String>> tried = new TreeMap<>();
        LINES.forEach((line, changes) -> tried.computeIfAbsent(command(line), c -> new TreeSet<>())
                .addAll(Arrays.stream(changes.split(" ")).map(EffectsTest::name).toList()));
        Map<String, Set<String>> there = new TreeMap<>();
        for (String command : tried.keySet()) {
            there.put(
                    command,
                    Main.commandLine().getSubcommands().get(command).getCommandSpec().options().stream()
                            .map(option -> option.longestName().substring(2))
                            .filter(name -> !ELSEWHERE.contains(name) && !ELSEWHERE.contains(name + " of " + command))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        assertEquals(there, tried);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void eachOptionChangesTheResult(String line) throws IOException {
        String before = result(line);
        assertEquals(before, result(line), "twice the same");
        List<String> idle = new ArrayList<>();
        for (String change : LINES.get(line).split(" ")) {
            if (result(changed(line, change)).equals(before)) {
                idle.add(change);
            }
        }

        assertEquals(List.of(), idle, line);
    }

    private static String command(String line) {
        return line.split(" ")[0];
    }

    private static String name(String change) {
        return change.split("=")[0];
    }

    private static String changed(String line, String change) {
        String without = name(change).equals("epsilons") ? line.replaceFirst(" --levels=\\S+", "") : line;
        return without.replaceFirst(" --" + name(change) + "=\\S+", "").replaceFirst("^(\\S+)", "$1 --" + change);
    }

    /** What a command prints and writes, and nothing of how it was called. */
    private static String result(String line) throws IOException {
        Path out = Files.createTempDirectory(folder, "out");
        Cli cli = Cli.succeed(line.replace("ONE", folder + "/one")
                .replace("TWO", folder + "/two")
                .replace("PICTURE", folder + "/picture.png")
                .replace("OUT", out + "/out"));
        StringBuilder result = new StringBuilder(cli.out());
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                result.append(out.relativize(file))
                        .append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return result.toString().replace(out.toString(), "").replaceAll("\\b(one|two)\\b", "");
    }
}
