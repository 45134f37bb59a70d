package org.mat4j.examples.cli;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.io.InputFile;
import org.mat4j.core.train.StopSignal;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.results.PlannedRun;
import org.mat4j.lab.results.ThreatPlan;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * An experiment as a file: a line {@code option=value} for each of its settings, which are options of {@code train} without
 * the dashes and {@link ThreatOptions}. Blank lines and those that begin with # do not count. The file common.properties of
 * the same folder holds what all of them share; a file's own line counts more.
 *
 * @param path the file
 * @param settings by option, those of the common file among them
 */
record ExperimentFile(Path path, SortedMap<String, Setting> settings) {

    private static final String SUFFIX = ".properties";
    private static final String COMMON = "common" + SUFFIX;
    private static final int HASH_DIGITS = 8;

    /** Options of {@code train} that do not say what is trained. */
    private static final Set<String> REFUSED = Set.of(
            "seed",
            "out",
            "data",
            "download",
            "resume",
            "change",
            "tensorboard",
            "overwrite",
            "quiet",
            "verbose",
            "help",
            "version");

    /**
     * A value and where it stands.
     *
     * @param value as in the file
     * @param place file and line
     */
    record Setting(String value, String place) implements Serializable {}

    /**
     * Reads a file, or all of a folder, sorted.
     *
     * @throws IllegalArgumentException if there is none, or a line is not as it should be
     * @throws DataException if a file cannot be read
     */
    static List<ExperimentFile> read(Path path) {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            List<ExperimentFile> read = files.filter(file -> file.toString().endsWith(SUFFIX) && !file.endsWith(COMMON))
                    .sorted()
                    .map(ExperimentFile::readOne)
                    .toList();
            if (read.isEmpty()) {
                throw new IllegalArgumentException("there is no experiment in " + path + ", expected a file NAME"
                        + SUFFIX + " other than " + COMMON + ", or a folder with such files");
            }
            return read;
        } catch (IOException e) {
            throw DataException.unreadable(path, e);
        }
    }

    private static ExperimentFile readOne(Path file) {
        Path common = file.resolveSibling(COMMON);
        SortedMap<String, Setting> settings = new TreeMap<>(Files.exists(common) ? lines(common) : Map.of());
        settings.putAll(lines(file));
        return new ExperimentFile(file, settings);
    }

    private static Map<String, Setting> lines(Path file) {
        Map<String, Setting> settings = new HashMap<>();
        CommandLine train = TrainCommand.commandLine();
        CommandLine threats = ThreatOptions.commandLine();
        try {
            List<String> lines = InputFile.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                String place = file + ", line " + (i + 1);
                String[] words = line.split("\\s*=\\s*", 2);
                require(words.length == 2, place, "'" + line + "'", "option=value");
                require(
                        !REFUSED.contains(words[0]),
                        place,
                        "the option '" + words[0] + "'",
                        "what is trained alone: this one belongs on the command line");
                require(
                        isOption(words[0], train) || isOption(words[0], threats),
                        place,
                        "the option '" + words[0] + "'",
                        "one of '" + Program.help(TrainCommand.NAME) + "' without its dashes, or of " + names(threats));
                Setting before = settings.put(words[0], new Setting(words[1], place));
                require(before == null, place, "the option '" + words[0] + "' again", "each option once");
            }
            return settings;
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    private static void require(boolean condition, String place, String found, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(place + " has " + found + ", expected " + expected);
        }
    }

    private static boolean isOption(String name, CommandLine line) {
        return line.getCommandSpec().findOption("--" + name) != null;
    }

    private static String names(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .map(option -> option.longestName().substring(2))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The file's name without its ending. */
    String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }

    /** The beginning of a checksum of all settings: equal where these are, whatever else the files say. */
    String hash() {
        byte[] text = settings.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().value + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        return Checksum.Algorithm.SHA_256.of(text).hex().substring(0, HASH_DIGITS);
    }

    /**
     * The command {@code train} with these settings, parsed, in a folder of its own below another, which is resumed.
     *
     * @param more words of the command line
     * @param told what is passed over of the common file, since it has no effect here
     * @throws IllegalArgumentException if a value is refused
     */
    TrainCommand train(long seed, Path out, List<String> more, Consumer<String> told) {
        List<String> words = new ArrayList<>(more);
        words.addAll(List.of("--seed=" + seed, "--out=" + directory(seed, out).path(), "--resume"));
        return parsed(
                TrainCommand::commandLine,
                words,
                line -> {
                    TrainCommand train = line.getCommand();
                    train.experiment();
                    return train;
                },
                told);
    }

    private RunDirectory directory(long seed, Path out) {
        return new RunDirectory(out.resolve(name()).resolve("seed-" + seed));
    }

    /** The run of such a command. */
    PlannedRun plan(TrainCommand train, long seed, Path out, StopSignal stop) {
        ThreatPlan plan = parsed(ThreatOptions::commandLine, List.of(), ThreatOptions::plan, told -> {});
        RunDirectory directory = directory(seed, out);
        return new PlannedRun(name(), hash(), train.experiment(), plan, directory, train.control(directory, stop));
    }

    /** What a command makes of the settings that it has options for. */
    private <T> T parsed(
            Supplier<CommandLine> command, List<String> more, Function<CommandLine, T> use, Consumer<String> told) {
        Set<String> passedOver = new HashSet<>();
        while (true) {
            CommandLine line = command.get();
            parse(line, more, passedOver);
            try {
                return use.apply(line);
            } catch (Given.UnusedOptionException e) {
                Setting setting = settings.get(e.option().substring(2));
                String message = setting == null
                        ? path + ": " + e.getMessage()
                        : setting.place + ": " + e.getMessage().substring(2);
                boolean common = setting != null && setting.place.startsWith(path.resolveSibling(COMMON) + ",");
                if (!common || !passedOver.add(e.option().substring(2))) {
                    throw new IllegalArgumentException(message, e);
                }
                told.accept(name() + " passes over " + message);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(path + ": " + inFile(e.getMessage(), line.getParseResult()), e);
            }
        }
    }

    /** Options have no dashes in a file. */
    private static String inFile(String message, ParseResult parsed) {
        String named = OptionNames.in(message, parsed);
        for (OptionSpec option : parsed.matchedOptions()) {
            named = named.replace(option.longestName(), option.longestName().substring(2));
        }
        return named;
    }

    /** Gives a command the words and those settings that it has options for. */
    private void parse(CommandLine line, List<String> more, Set<String> without) {
        List<String> words = new ArrayList<>(more);
        settings.forEach((option, setting) -> {
            if (isOption(option, line) && !without.contains(option)) {
                words.add("--" + option + "=" + setting.value);
            }
        });
        try {
            StrictParsing.check(line.parseArgs(words.toArray(String[]::new)));
        } catch (ParameterException e) {
            String culprit = e.getArgSpec() instanceof OptionSpec option
                    ? option.longestName().substring(2)
                    : "";
            String place = settings.containsKey(culprit) ? settings.get(culprit).place : path.toString();
            throw new IllegalArgumentException(
                    place + ": " + e.getMessage().replace("'--" + culprit, "'" + culprit), e);
        }
    }
}
