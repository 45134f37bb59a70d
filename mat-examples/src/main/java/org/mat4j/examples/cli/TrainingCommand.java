package org.mat4j.examples.cli;

import java.util.Optional;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.EpsilonScale;
import org.mat4j.lab.experiment.Experiment;
import org.mat4j.lab.experiment.ExperimentBuilder;
import picocli.CommandLine.ArgGroup;

/** What the commands share that train one experiment: what it is of, and how it is trained. */
abstract class TrainingCommand extends BaseCommand {

    @ArgGroup(validate = false, heading = "%nData%n", order = 1)
    DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nPreprocessing%n", order = 2)
    PreprocessingOptions preprocessing = new PreprocessingOptions();

    @ArgGroup(validate = false, heading = "%nNetwork%n", order = 3)
    NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, heading = "%nFine-tuning%n", order = 4)
    FineTuningOptions fineTuning = new FineTuningOptions();

    @ArgGroup(validate = false, heading = "%nTraining%n", order = 5)
    TrainingOptions training = new TrainingOptions();

    /** The experiment that the options ask for; an option without an effect is refused. */
    ExperimentBuilder asked(Given given) {
        DataSelection selection = training.apply(data.selection(given));
        ExperimentBuilder experiment = Experiment.builder(selection);
        Optional<TrainedModel> start = fineTuning.model();
        try {
            experiment.network(network.create(data.source(given), start.map(TrainedModel::info), given));
            fineTuning.apply(experiment, start, given);
            preprocessing.apply(experiment, start, given);
        } finally {
            start.ifPresent(TrainedModel::close);
        }
        training.apply(experiment);
        experiment.method(MethodOptions.create(
                spec,
                data.source(given),
                norm -> EpsilonScale.of(selection, experiment.seed(), experiment.preprocessing(), norm)));
        training.check(experiment, given);
        PreprocessingOptions.check(experiment, given);
        return experiment;
    }

    @Override
    Optional<String> advice(Throwable error) {
        return data.advice(error);
    }
}
