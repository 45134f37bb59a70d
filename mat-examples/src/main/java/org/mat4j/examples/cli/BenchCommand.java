package org.mat4j.examples.cli;

import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.timing.Bench;
import org.mat4j.lab.timing.BenchConfig;
import org.mat4j.lab.timing.BenchConfig.Breakdown;
import org.mat4j.lab.timing.BenchResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench}: measures a training step. */
@Command(
        name = BenchCommand.NAME,
        header = "Measures the time and memory of a training step on random images.",
        customSynopsis = "mat4j bench [--labeled=N] [--unlabeled=N] [--steps=N] [OPTIONS]",
        description = {
            "Trains as 'train' does, with its default settings, and prints one line of JSON:",
            "the network, the method, the examples per step; ms_per_step, the median, and",
            "min_ms; peak_rss_mb, the largest resident memory of the process; what ND4J ran",
            "on and its threads; first_step_seconds, from the start of Java to the end of",
            "the first step; page_faults_per_step; rss_growth_mb over the measured steps."
        },
        footer = {
            "    mat4j bench --network lenet++ --labeled 100",
            "    mat4j bench --network conv-large --labeled 32 --unlabeled 32 --breakdown",
            "",
            "OMP_NUM_THREADS=N in the environment sets the number of threads.",
        },
        exitCodeList = {"0:measured", "1:the run failed", "2:the command line is wrong"})
final class BenchCommand extends BaseCommand {

    static final String NAME = "bench";

    @Option(
            names = "--labeled",
            paramLabel = "N",
            description = "Labeled examples per step. Default: ${DEFAULT-VALUE}.")
    private int labeled = Experiment.DEFAULT_BATCH_SIZE;

    @Option(
            names = "--unlabeled",
            paramLabel = "N",
            description = "Unlabeled examples per step. Default: ${DEFAULT-VALUE}, the labeled ones serve.")
    private int unlabeled;

    @Option(names = "--steps", paramLabel = "N", description = "Steps to measure. Default: ${DEFAULT-VALUE}.")
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
        BenchConfig config = asked(this::config);
        info(config.network().name() + " by " + config.method().id() + ": measuring " + config.steps() + " steps after "
                + config.warmup());
        BenchResult result = Bench.run(config);
        if (breakdown) {
            spec.commandLine().getErr().println(result.breakdown());
        }
        print(result);
        return 0;
    }

    private BenchConfig config() {
        TypedMethod method = MethodOptions.create(spec, new KnownDataset(ImageDataset.SAMPLE), norm -> {
            throw new IllegalArgumentException("--epsilon is auto, expected a number for random images");
        });
        given().require(
                        unlabeled == 0 || method.objective().usesUnlabeled(),
                        "with --method " + method.id() + ", which learns from labeled examples alone",
                        "--unlabeled");
        return BenchConfig.builder()
                .network(network.createAsPublished())
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
