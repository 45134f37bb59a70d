package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.method.Setting;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.search.RandomSearch;
import org.mat4j.lab.timing.BenchConfig;

/** The help teaches: every option, with the library's defaults. */
class HelpTest {

    @Test
    void trainExplainsEveryOption() {
        String help = help("train");

        for (String option : ("--dataset --data --download --svhn-extra --network --method --preset --train-size"
                        + " --validation-size --epochs --updates --batch-size --epsilon --epsilon-rampup --alpha --beta --lambda --rampup"
                        + " --xi --power-iterations --covariance --shrinkage --posterior --margin --divergence --latent-size"
                        + " --width --dropout --normalization --activation --latent-range --logit-normalization --labels --unlabeled-batch-size --schedule --evaluate-every"
                        + " --weight-average --from --except --freeze --rate-of --statistics-batches --statistics-decay --weight-decay --gradient-norm --label-smoothing --class-weights --smoothness-every --alpha-rampup --learning-rate --preprocessing --zca-regularization --perturb --augment --translation"
                        + " --select-by --patience --seed --checkpoint-every --checkpoint-minutes --resume --change --out --overwrite"
                        + " --robustness-size --tensorboard --quiet --verbose --help --version")
                .split(" ")) {
            assertTrue(help.contains(" " + option + "=") || help.contains(" " + option + " "), option);
        }
    }

    @Test
    void trainShowsTheDefaultsOfTheLibrary() {
        String help = help("train").replaceAll("\\s+", " ");

        assertTrue(
                // A line may end within a number.
                help.replace(" ", "")
                        .contains((Setting.BETA.expected() + ". Default: "
                                        + Setting.BETA.defaultValue().orElseThrow()
                                        + ". Used by mat, mat-entmin, mat-pgd.")
                                .replace(" ", "")),
                help);
        assertTrue(
                help.contains("Default: " + Setting.LAMBDA.defaultValue().orElseThrow() + "; 0.01 for center."), help);
        assertTrue(help.contains("Of Adam, at the start. Default: " + TrainingConfig.DEFAULT_LEARNING_RATE), help);
        assertTrue(help.contains("One of scaled, standardized, zca: "), help);
        assertTrue(help.contains("as --perturb says. Default: scaled."), help);
        assertTrue(help.contains("one of none, translate, translate-flip."), help);
        assertTrue(help.contains("in pixels. Default: " + Augmentation.DEFAULT_TRANSLATION + "."), help);
        assertTrue(help.contains("such as 0.01. Default: 0.000001."), help);
        assertTrue(
                help.contains(
                        "at-l2, at-linf, vat, vat-entmin, pi-model, mat, mat-entmin, at-pgd, trades, mat-pgd. Default: mat."),
                help);
        assertTrue(help.contains("One of lenet++, conv-large, conv-small, wrn, resnet18, mlp: "), help);
        assertTrue(
                help.contains("Default: that of --from MODEL with all its settings, else lenet++, for a table mlp."),
                help);
        assertTrue(
                help.contains(
                        "conv-large, default 128; conv-small, default 96, for SVHN 64 is usual; wrn, default 32; resnet18, default 64)"),
                help);
        assertTrue(help.contains("twice the width (conv-small), four times (wrn), eight times (resnet18)."), help);
        assertTrue(help.contains("n being the inputs of a unit. Default: he-normal."), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "train",
                "evaluate",
                "predict",
                "export",
                "attack",
                "embed",
                "gallery",
                "ood",
                "report",
                "crossvalidate",
                "search",
                "experiment",
                "tables",
                "bench"
            })
    void everyHelpNamesTheExitCodesAndHasNoGap(String command) {
        String help = help(command);

        assertTrue(help.contains("Exit codes:"), help);
        for (String code : new String[] {"  0   ", "  1   ", "  2   "}) {
            assertTrue(help.contains(code), help);
        }
        assertFalse(help.contains("${"), help);
        assertFalse(help.contains("null"), help);
    }

    @Test
    void benchExplainsItsOptionsAndTheirDefaults() {
        String help = help("bench").replaceAll("\\s+", " ");

        for (String option :
                "--network --method --labeled --unlabeled --classes --image-size --steps --warmup --seed --width --latent-size --dropout --normalization --activation --latent-range --logit-normalization --breakdown --measure --callers --all --rounds"
                        .split(" ")) {
            assertTrue(help.contains(" " + option + "=") || help.contains(" " + option + " "), option);
        }
        assertTrue(
                help.contains("Steps to measure, or calls of each caller. Default: " + BenchConfig.DEFAULT_STEPS + "."),
                help);
        assertTrue(help.contains("which plans the memory. Default: " + BenchConfig.DEFAULT_WARMUP + "."), help);
        assertTrue(
                help.contains("or examples per prediction or attack. Default: " + Experiment.DEFAULT_BATCH_SIZE + "."),
                help);
    }

    @Test
    void searchExplainsItsOptionsAndSharesTheOthersWithTrain() {
        String help = help("search");

        for (String option :
                ("--grid --random --search-seed --epsilon --lambda --alpha --beta --posterior --out --resume --checkpoint-every"
                                + " --dataset --data --download --network --width --train-size --validation-size --epochs --updates"
                                + " --patience --seed --method --rampup --preprocessing --perturb --augment --quiet --verbose")
                        .split(" ")) {
            assertTrue(help.contains(" " + option + "=") || help.contains(" " + option + " "), option);
        }
        String text = help.replaceAll("\\s+", " ");
        assertTrue(text.contains("A range that starts above 0 is in log scale"), text);
        assertTrue(text.contains("that of every training. Default: " + RandomSearch.DEFAULT_SEED + "."), text);
        assertTrue(text.contains("rounded to " + Candidates.Range.DIGITS + " digits"), text);
        assertTrue(text.contains("130 the search was stopped by Ctrl-C"), text);
        assertTrue(text.contains("143 the same by SIGTERM"), text);
    }

    @Test
    void versionNamesMat4jAndNd4j() {
        Cli cli = Cli.succeed("--version");
        assertTrue(cli.out().matches("(?s)mat4j .*ND4J 1\\.0\\.0.*Java .*"), cli.out());
    }

    private static String help(String command) {
        Cli cli = Cli.succeed((command + " --help").strip());
        return cli.out();
    }
}
