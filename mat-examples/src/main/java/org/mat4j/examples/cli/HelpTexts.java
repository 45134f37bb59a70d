package org.mat4j.examples.cli;

import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.dataset.ImageFolder;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.preprocess.Augmentation;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.lab.experiment.Scores;
import org.mat4j.lab.experiment.SmoothnessPlan;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.search.RandomSearch;
import org.mat4j.lab.study.RobustnessConfig;
import org.mat4j.layers.block.WeightInitialization;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ResNet;

/** What the help shows of the library: defaults, {@code ${bundle:default.seed}} in a description, and choices. */
final class HelpTexts extends ListResourceBundle {

    private static final StandardEnsemble ENSEMBLE = StandardEnsemble.of(Norm.L_INFINITY, 1);

    @Override
    protected Object[][] getContents() {
        Object[][] defaults = {
            {
                "default.attacks",
                RobustnessConfig.DEFAULT_ATTACKS.stream()
                        .map(StandardAttack::id)
                        .collect(Collectors.joining(","))
            },
            {"default.attack", AttackOptions.DEFAULT_ATTACK.id()},
            {"default.attackLevel", text(Scores.ATTACK_LEVEL)},
            {"default.batchSize", text(Experiment.DEFAULT_BATCH_SIZE)},
            {"default.checkpointMinutes", text(CheckpointOptions.DEFAULT_MINUTES)},
            {"default.embeddingLevels", Budgets.FIGURE_5.text()},
            {"default.ensembleIterations", text(ENSEMBLE.iterations())},
            {"default.ensembleQueries", text(ENSEMBLE.queries())},
            {"default.epochs", text(Experiment.DEFAULT_EPOCHS)},
            {"default.initialWeights", Spelling.of(WeightInitialization.DEFAULT)},
            {"default.latentSizeLeNet", text(LeNetPlusPlus.DEFAULT_LATENT_SIZE)},
            {"default.dropoutConvNet", text(ConvNet.convLarge().dropoutRate())},
            {"default.latentSizeMlp", text(new MultilayerPerceptron().latentSize())},
            {"default.learningRate", text(TrainingConfig.DEFAULT_LEARNING_RATE)},
            {"default.levels", Budgets.FIGURE_4.text()},
            {"default.preprocessing", Spelling.of(PreprocessingOptions.DEFAULT)},
            {"default.learningRateReference", text(Schedule.REFERENCE_SVHN.defaultLearningRate())},
            {"default.searchSeed", text(RandomSearch.DEFAULT_SEED)},
            {"default.seed", text(TrainingConfig.DEFAULT_SEED)},
            {"default.searchDigits", text(Candidates.Range.DIGITS)},
            {"default.smoothnessExamples", text(SmoothnessPlan.DEFAULT_EXAMPLES)},
            {"default.ownImageSize", text(ImageFolder.LARGEST_OWN_SIZE)},
            {"default.testShare", text(TestSplit.DEFAULT.share())},
            {"default.translation", text(Augmentation.DEFAULT_TRANSLATION)},
            {"default.semiSupervisedInterval", text(Experiment.SEMI_SUPERVISED_INTERVAL)},
            {"default.unlabeledBatchSize", text(Experiment.DEFAULT_UNLABELED_BATCH_SIZE)},
            {"default.validationLimit", text(ExperimentData.DEFAULT_VALIDATION_LIMIT)},
            {"default.validationPercent", text(Math.round(100 * ExperimentData.DEFAULT_VALIDATION_SHARE))},
            {"default.widthConvLarge", text(ConvNet.CONV_LARGE_WIDTH)},
            {"default.widthConvSmall", text(ConvNet.CONV_SMALL_WIDTH)},
            {"default.widthConvSmallSvhn", text(ConvNet.CONV_SMALL_WIDTH_SVHN)},
            {"default.widthLeNet", text(LeNetPlusPlus.DEFAULT_WIDTH)},
            {"default.widthResNet18", text(ResNet.RESNET_18_WIDTH)},
            {"default.widthWrn", text(ResNet.wideResNet().stages().get(0))},
            {"default.zcaRegularization", String.format(Locale.ROOT, "%.6f", Preprocessing.Zca.DEFAULT_REGULARIZATION)},
        };
        return Stream.concat(Stream.of(defaults), Choices.texts()).toArray(Object[][]::new);
    }

    private static String text(Number value) {
        return value.toString();
    }
}
