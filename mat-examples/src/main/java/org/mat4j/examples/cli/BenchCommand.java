package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.data.image.ImageShape;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.timing.AttackBench;
import org.mat4j.lab.timing.Bench;
import org.mat4j.lab.timing.BenchConfig;
import org.mat4j.lab.timing.BenchConfig.Breakdown;
import org.mat4j.lab.timing.BenchResult;
import org.mat4j.lab.timing.PredictionBench;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: measures a training step. */
@Command(
        name = BenchCommand.NAME,
        header = "Measures the time and memory of a training step, of predictions or an attack, on random images.",
        customSynopsis = "mat4j bench [--labeled=N] [--unlabeled=N] [--steps=N] [OPTIONS]",
        description = {
            "Trains as 'train' does, with its default settings, and prints one line of JSON:",
            "the network, the method, the examples per step; ms_per_step, the median, and",
            "min_ms; peak_rss_mb, the largest resident memory of the process; what ND4J ran",
            "on and its threads; first_step_seconds, from the start of Java to the end of",
            "the first step; page_faults_per_step; rss_growth_mb over the measured steps.",
            "With --measure prediction: ms_per_call, the median, and examples_per_second of",
            "all callers; with --measure attack: seconds; both of a network that is hardly",
            "trained, which costs the same. With --all: all tables of docs/performance.md",
            "that need no other library, in Markdown."
        },
        footer = {
            "    mat4j bench --network lenet++ --labeled 100",
            "    mat4j bench --network conv-large --labeled 32 --unlabeled 32 --breakdown",
            "    mat4j bench --measure prediction --labeled 1 --callers 4 --steps 500",
            "    mat4j bench --all > performance.md",
            "",
            "OMP_NUM_THREADS=N in the environment sets the number of threads.",
        },
        exitCodeList = {"0:measured", "1:the run failed", "2:the command line is wrong"})
final class BenchCommand extends BaseCommand {

    static final String NAME = "bench";

    private static final int DEFAULT_ROUNDS = 5;

    /** What is measured. */
    enum Measure {
        /** A training step. */
        STEP,
        /** Calls of a predictor. */
        PREDICTION,
        /** Projected gradient. */
        ATTACK
    }

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description =
                    "One of ${bundle:choices.Measure}; an attack is projected gradient under L-infinity, 20 steps in each of "
                            + "5 runs. Default: step.")
    private Measure measure = Measure.STEP;

    @Option(
            names = "--callers",
            paramLabel = "N",
            description = "Threads that predict at the same time, for --measure prediction. Default: ${DEFAULT-VALUE}.")
    private int callers = 1;

    @Option(
            names = "--all",
            description =
                    "All tables, each number the median of several rounds, each row a program of its own; it takes"
                            + " an hour or two on 2 cores.")
    private boolean all;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds over all rows, for --all. Default: ${DEFAULT-VALUE}.")
    private int rounds = DEFAULT_ROUNDS;

    @Option(
            names = "--labeled",
            paramLabel = "N",
            description = "Labeled examples per step, or examples per prediction or attack. Default: ${DEFAULT-VALUE}.")
    private int labeled = Experiment.DEFAULT_BATCH_SIZE;

    @Option(
            names = "--unlabeled",
            paramLabel = "N",
            description = "Unlabeled examples per step. Default: ${DEFAULT-VALUE}, the labeled ones serve.")
    private int unlabeled;

    @Option(names = "--classes", paramLabel = "N", description = "Default: as many as the network was published for.")
    private Integer classes;

    @Option(
            names = "--image-size",
            paramLabel = "HxWxC",
            description = "Default: that of the images it was published for.")
    private ImageShape imageSize;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Steps to measure, or calls of each caller. Default: ${DEFAULT-VALUE}.")
    private int steps = BenchConfig.DEFAULT_STEPS;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            description = "Steps before, which are not counted; with 0 the first one is, which plans the memory. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int warmup = BenchConfig.DEFAULT_WARMUP;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the random images and the training. Default: ${DEFAULT-VALUE}.")
    private long seed = TrainingConfig.DEFAULT_SEED;

    @Option(
            names = "--breakdown",
            description = "Show on standard error how the time divides among the kinds of operations.")
    private boolean breakdown;

    @ArgGroup(validate = false, heading = "%nNetwork%n", order = 1)
    private NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() {
        if (all) {
            spec.commandLine().getOut().print(asked(this::suite).measure(BenchTable.all()));
            return 0;
        }
        BenchConfig config = asked(this::config);
        if (measure != Measure.STEP) {
            print(measured(config));
            return 0;
        }
        info(config.network().name() + " by " + config.method().id() + ": measuring " + config.steps() + " steps after "
                + config.warmup());
        BenchResult result = Bench.run(config);
        if (breakdown) {
            spec.commandLine().getErr().println(result.breakdown());
        }
        print(result);
        return 0;
    }

    private BenchSuite suite() {
        given().requireNone("with --all, which measures its own", Set.of("--all", "--rounds", "--quiet", VERBOSE));
        Checks.atLeast(1, "--rounds", rounds);
        return new BenchSuite(rounds, this::info);
    }

    /** Of a network after one update. */
    private Object measured(BenchConfig config) {
        Function<TrainedModel, Object> bench = asked(this::ofModel);
        try (TrainedModel model = Bench.model(config)) {
            info(config.network().name() + ": measuring " + Spelling.of(measure) + " of " + labeled + " examples");
            return bench.apply(model);
        }
    }

    private Function<TrainedModel, Object> ofModel() {
        if (measure == Measure.ATTACK) {
            AttackBench attack = AttackBench.of(labeled);
            return model -> attack.run(model, seed);
        }
        PredictionBench prediction = new PredictionBench(labeled, callers, steps);
        return model -> prediction.run(model, seed);
    }

    private BenchConfig config() {
        boolean step = measure == Measure.STEP;
        given().require(step, "without --measure step", "--unlabeled", "--warmup", "--breakdown")
                .require(step, "without --measure step", MethodOptions.names(spec))
                .require(measure != Measure.ATTACK, "with --measure attack", "--steps")
                .require(measure == Measure.PREDICTION, "without --measure prediction", "--callers")
                .require(false, "without --all", "--rounds");
        TypedMethod method = MethodOptions.create(spec, new KnownDataset(ImageDataset.SAMPLE), norm -> {
            throw new IllegalArgumentException("--epsilon is auto, expected a number for random images");
        });
        given().require(
                        unlabeled == 0 || method.objective().usesUnlabeled(),
                        "with --method " + method.id() + ", which learns from labeled examples alone",
                        "--unlabeled");
        return BenchConfig.builder()
                .network(network.createAsPublished(Optional.ofNullable(classes), Optional.ofNullable(imageSize)))
                .method(method)
                .labeled(labeled)
                .unlabeled(unlabeled)
                .steps(steps)
                .warmup(warmup)
                .seed(seed)
                .breakdown(breakdown ? Breakdown.BY_OPERATION : Breakdown.NONE)
                .build();
    }
}
