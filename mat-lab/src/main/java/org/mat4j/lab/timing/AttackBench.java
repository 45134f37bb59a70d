package org.mat4j.lab.timing;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.mat4j.core.check.Checks;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.ProjectedGradient;
import org.mat4j.core.measure.attack.RobustnessEvaluator;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.model.PredictedExample;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures projected gradient under L-infinity. All steps of all restarts are done for every example: epsilon is so small
 * that hardly an example falls.
 *
 * @param examples attacked at a time, at least 1
 * @param attack of which the steps and restarts are measured
 */
public record AttackBench(int examples, ProjectedGradient attack) {

    private static final double EPSILON = 1e-6;

    /** Checks the values. */
    public AttackBench {
        Checks.atLeast(1, "examples", examples);
    }

    /** With the default settings of the attack. */
    public static AttackBench of(int examples) {
        return new AttackBench(examples, ProjectedGradient.of(Norm.L_INFINITY));
    }

    /**
     * What was measured. The names of the JSON are these in snake case.
     *
     * @param network name of the network
     * @param examples attacked
     * @param steps of each run
     * @param restarts number of runs
     * @param seconds in all
     * @param peakRssMb largest resident memory of the process; null where the system does not tell
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Result(String network, int examples, int steps, int restarts, double seconds, Long peakRssMb) {}

    /** Labels that the model gives: an example that is wrong from the start would not be attacked. */
    private static DataSetIterator asPredicted(TrainedModel model, INDArray inputs) {
        INDArray labels = Nd4j.zeros(inputs.size(0), model.info().classCount());
        try (Predictor predictor = Predictor.of(model)) {
            List<PredictedExample> predicted = predictor.predictAll(inputs);
            for (int i = 0; i < predicted.size(); i++) {
                labels.putScalar(i, predicted.get(i).best().index(), 1);
            }
        }
        return new ExistingDataSetIterator(List.of(new DataSet(inputs, labels)));
    }

    /** Attacks random inputs, once to plan and once to measure; the model stays the caller's. */
    public Result run(TrainedModel model, long seed) {
        RobustnessEvaluator evaluator = RobustnessEvaluator.of(attack, Budgets.epsilons(EPSILON));
        DataSetIterator data = asPredicted(model, new RandomBatches(model.info().inputShape(), seed).inputs(examples));
        evaluator.evaluate(model, data);
        data.reset();
        long start = System.nanoTime();
        evaluator.evaluate(model, data);
        return new Result(
                model.info().network(),
                examples,
                attack.steps(),
                attack.restarts(),
                (System.nanoTime() - start) / 1e9,
                ProcessStatistics.now().peakMegabytes());
    }
}
