package org.mat4j.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.Folds;
import org.mat4j.data.example.Folds.Fold;
import org.mat4j.lab.experiment.CrossValidation;
import org.mat4j.lab.experiment.CrossValidation.FoldScore;
import org.mat4j.lab.experiment.CrossValidation.Spread;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentData;
import org.mat4j.lab.experiment.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code crossvalidate}: trains once for each fold, and prints how good the models are on the folds they have not seen. */
@Command(
        name = CrossValidateCommand.NAME,
        header = "Measures a way of training by k-fold cross-validation.",
        customSynopsis = "mat4j crossvalidate [--folds=N] [OPTIONS]",
        description = {
            "The training part is dealt into folds, as many of every class to each. For each fold a network is trained as "
                    + "'train' would on the other folds, of which it holds its validation examples out too, and measured on "
                    + "the fold. The test part is not read, and no model is kept. --epsilon auto is taken once for all folds, from what "
                    + "'train' would train on.",
            "",
            "Prints one line of JSON on standard output: dataset, method, and mean and standard deviation over the folds of "
                    + "error (percent wrong), loss (mean cross-entropy) and f1 (mean of the classes' F1, 0 to 1); the same of "
                    + "each fold; and confusion, how many examples of each class were given each class, by the names of the "
                    + "classes. All else goes to standard error."
        },
        footer = {
            "    mat4j crossvalidate --data iris.csv --label-column species --epsilon auto",
            "    mat4j crossvalidate --folds 10 --method baseline --width 8 --updates 200",
        },
        exitCodeList = {
            "0:the result is printed",
            "1:it failed: missing or damaged data, a loss that became infinite",
            "2:the command line is wrong: an unknown option, a value out of range, more folds than a class has examples, "
                    + "a batch larger than what the other folds train on"
        })
final class CrossValidateCommand extends TrainingCommand {

    static final String NAME = "crossvalidate";

    @Option(
            names = "--folds",
            paramLabel = "N",
            description = "Parts of the data, 2 or more; so many networks are trained. Default: ${DEFAULT-VALUE}.")
    private int folds = Folds.DEFAULT_COUNT;

    private record Printed(
            String dataset,
            String method,
            int n,
            Spread error,
            Spread loss,
            Spread f1,
            List<FoldScore> folds,
            Map<String, Map<String, Integer>> confusion) {}

    @Override
    public Integer call() {
        Experiment experiment = asked(() -> asked(
                        given().require(false, "on a cross-validation, which keeps no curves", "--smoothness-every"))
                .build());
        Folds parts = asked(() -> new Folds(folds, experiment.seed()));
        data.fetch(this);
        Examples examples = ExperimentData.load(experiment.data(), Part.TRAIN);
        List<Fold> dealt = asked(() -> {
            List<Fold> all = parts.deal(examples);
            CrossValidation.check(experiment, all);
            return all;
        });
        CrossValidation.Result result = CrossValidation.run(
                dealt,
                CrossValidation.learner(experiment, quiet ? Progress.NONE : Progress.detect()),
                score -> info(String.format(
                        Locale.ROOT, "fold %d of %d: error %.2f %%", score.fold(), folds, score.error())));
        print(new Printed(
                experiment.data().source().id(),
                experiment.method().id(),
                examples.size(),
                result.error(),
                result.loss(),
                result.f1(),
                result.folds(),
                result.confusion()));
        return 0;
    }
}
