package org.mat4j.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of measurements.
 *
 * @param title what is measured
 * @param columns the numbers: what they are called in the JSON of {@code bench}, and in the table
 */
record BenchTable(String title, Map<String, String> columns, List<Row> rows) {

    /**
     * A measurement.
     *
     * @param name what differs
     * @param words of {@code bench} for it
     * @param environment what is set for its program
     */
    record Row(String name, List<String> words, Map<String, String> environment) {

        /** @param line words with blanks between, after settings of the environment, as a shell has them */
        static Row of(String name, String line) {
            Map<Boolean, List<String>> parts =
                    Stream.of(line.split(" ")).collect(Collectors.partitioningBy(word -> word.startsWith("-")));
            Map<String, String> environment = parts.get(false).stream()
                    .map(setting -> setting.split("=", 2))
                    .collect(Collectors.toMap(s -> s[0], s -> s[1]));
            return new Row(name, parts.get(true), environment);
        }
    }

    private static final Map<String, String> STEP = ordered(
            "ms_per_step",
            "ms per step",
            "min_ms",
            "fastest",
            "peak_rss_mb",
            "memory, MB",
            "first_step_seconds",
            "first step after, s");
    private static final String LENET = "--network=lenet++ --labeled=100";
    private static final String CONV_LARGE = "--network=conv-large --steps=7 --labeled=32 --unlabeled=32";
    private static final String WRN = "--network=wrn --steps=7 --labeled=32 --unlabeled=32";

    /** All tables of docs/performance.md that need no other library. */
    static List<BenchTable> all() {
        return List.of(
                table(
                        "A training step",
                        STEP,
                        "LeNet++, MAT, 100 examples",
                        LENET + " --method=mat",
                        "LeNet++, VAT, 100",
                        LENET + " --method=vat",
                        "LeNet++, baseline, 100",
                        LENET + " --method=baseline",
                        "Conv-Large, MAT, 32 + 32 unlabeled",
                        CONV_LARGE + " --method=mat",
                        "WRN-28-2, MAT, 32 + 32 unlabeled",
                        WRN + " --method=mat"),
                table(
                        "How a step grows: LeNet++, MAT, 100 examples but for",
                        STEP,
                        "25 examples",
                        "--labeled=25",
                        "50 examples",
                        "--labeled=50",
                        "200 examples",
                        "--labeled=200",
                        "2 power iterations",
                        "--power-iterations=2",
                        "4 power iterations",
                        "--power-iterations=4",
                        "a latent of 64",
                        "--latent-size=64",
                        "a latent of 512, diagonal covariances",
                        "--latent-size=512 --covariance=diagonal",
                        "1,000 classes",
                        "--classes=1000",
                        "1,000 classes, a latent of 512, diagonal covariances",
                        "--classes=1000 --latent-size=512 --covariance=diagonal",
                        "56 x 56 pixels",
                        "--image-size=56x56x1",
                        "1 thread",
                        "OMP_NUM_THREADS=1 " + LENET),
                table(
                        "Predictions of LeNet++",
                        ordered("ms_per_call", "ms per call", "examples_per_second", "examples per second"),
                        "1 example, 1 thread",
                        "--measure=prediction --labeled=1 --steps=500",
                        "1 example, 4 threads",
                        "--measure=prediction --labeled=1 --callers=4 --steps=500",
                        "64 examples, 1 thread",
                        "--measure=prediction --labeled=64 --steps=20",
                        "64 examples, 4 threads",
                        "--measure=prediction --labeled=64 --callers=4 --steps=20"),
                table(
                        "Projected gradient on LeNet++, 20 steps in each of 5 runs",
                        ordered("seconds", "seconds", "peak_rss_mb", "memory, MB"),
                        "100 examples",
                        "--measure=attack --labeled=100"));
    }

    /** Names and what they stand for, in this order. */
    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static BenchTable table(String title, Map<String, String> columns, String... rows) {
        List<Row> all = new ArrayList<>();
        ordered(rows).forEach((name, line) -> all.add(Row.of(name, line)));
        return new BenchTable(title, columns, all);
    }
}
