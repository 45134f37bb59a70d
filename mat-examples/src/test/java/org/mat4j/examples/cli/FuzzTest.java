package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.examples.cli.BadValues.Value;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command with values that it should not have: refused in one line that names it and the value, with
 * nothing left behind, or taken. Some of the values, always the same; all of them with {@code -Dmat4j.fuzz=all}.
 */
class FuzzTest {

    private static final boolean ALL = "all".equals(System.getProperty("mat4j.fuzz"));

    /** These would be taken, and run for months or diverge. */
    private static final Set<String> AMOUNTS =
            Set.of("--updates", "--epochs", "--steps", "--warmup", "--learning-rate");

    private static final long TOO_MUCH = 1L << 31;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        Cli.succeed("train --network=mlp --width=4 --latent-size=2 --updates=1 --train-size=50 --batch-size=10"
                + " --robustness-size=0 --method=baseline --out=" + folder + "/run");
        Files.writeString(folder.resolve("file"), "precious");
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("one.properties"), "width=8\nupdates=1\n");
        Files.writeString(folder.resolve("document.md"), "no table\n");
        Random random = new Random(1);
        List<String> rows = new ArrayList<>(List.of("a,b,class"));
        for (int i = 0; i < 200; i++) {
            rows.add(random.nextGaussian() + "," + random.nextGaussian() + "," + (i % 2 == 0 ? "x" : "y"));
        }
        Files.write(folder.resolve("table.csv"), rows);
        ImageIO.write(
                new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                folder.resolve("picture.png").toFile());
    }

    static Stream<BaseLine> lines() {
        return BaseLine.all(folder);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyOptionRefusesWhatItCannotHave(BaseLine line) throws IOException {
        List<String> faults = new ArrayList<>();
        Random random = new Random(1);
        List<ArgSpec> options = Main.commandLine().getSubcommands().get(line.command()).getCommandSpec().args().stream()
                .filter(arg -> !(arg instanceof OptionSpec option && (option.usageHelp() || option.versionHelp())))
                .filter(option -> !line.isEnd(option))
                .toList();
        for (ArgSpec option : options) {
            List<Value> values = new ArrayList<>(BadValues.of(option, folder));
            values.removeIf(value ->
                    AMOUNTS.contains(BaseLine.name(option)) && value.text().equals(Long.toString(TOO_MUCH)));
            Collections.shuffle(values, random);
            for (Value value : ALL ? values : values.subList(0, 1)) {
                Set<Path> before = files();
                Cli cli = Cli.run(line.with(option, value.text()));
                Set<Path> made = files();
                made.removeAll(before);
                new Verdict(line, option, value, cli, made)
                        .fault()
                        .map(fault -> fault + ": " + BaseLine.name(option) + "='" + value.text() + "' gave "
                                + cli.code() + ", " + cli.err().strip())
                        .ifPresent(faults::add);
                remove(made);
            }
        }
        assertEquals(List.of(), faults);
    }

    /** Those in the folder of the files, and in the working directory. */
    private static Set<Path> files() throws IOException {
        try (Stream<Path> below = Files.walk(folder);
                Stream<Path> here = Files.list(Path.of(""))) {
            return Stream.concat(below, here).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void remove(Set<Path> files) throws IOException {
        for (Path file : files.stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
        }
    }
}
