package org.mat4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaBelief;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/** Every updater resumes from a checkpoint as if it had never been interrupted. */
class UpdaterStateTest {

    private static final int LENGTH = 11;

    static Stream<IUpdater> updaters() {
        return Stream.concat(ParameterUpdaterTest.updaters(), Stream.of(new AdaBelief(0.01)));
    }

    private static void apply(ParameterUpdater updater, int from, int to, DataType type) {
        for (int t = from; t < to; t++) {
            double[] gradient = new Random(t).doubles(LENGTH, -1, 1).toArray();
            updater.apply(Nd4j.createFromArray(new double[][] {gradient}).castTo(type), t, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void goesOnExactly(IUpdater config) {
        ParameterSet set = ParameterUpdaterTest.zeros(DataType.FLOAT);
        INDArray whole = set.flat();
        TrainingConfig training = ParameterUpdaterTest.by(config).build();
        ParameterUpdater updater = new ParameterUpdater(training, set);
        apply(updater, 0, 4, DataType.FLOAT);
        Checkpoint checkpoint = new Checkpoint(new Checkpoint.Progress(4, 0, 4));
        updater.save(checkpoint);
        long saved = checkpoint.names().stream()
                .filter(name -> name.endsWith(".npy"))
                .map(name -> name.substring(0, name.length() - 4))
                .mapToLong(name -> checkpoint.array(name).length())
                .sum();
        assertEquals(config.stateSize(LENGTH), saved, "all of the state");
        ParameterSet copy = ParameterUpdaterTest.zeros(DataType.FLOAT);
        INDArray parameters = copy.flat().assign(whole);
        ParameterUpdater resumed = new ParameterUpdater(training, copy);
        resumed.restore(checkpoint);
        apply(resumed, 4, 8, DataType.FLOAT);
        apply(updater, 4, 8, DataType.FLOAT);

        assertArrayEquals(whole.data().asFloat(), parameters.data().asFloat());
    }

    /** Otherwise the test above would show nothing. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void withoutItsStateAnUpdaterGoesAnotherWay(DataType type) {
        updaters().filter(u -> !(u instanceof Sgd) && u.hasLearningRate()).forEach(config -> {
            ParameterSet set = ParameterUpdaterTest.zeros(type);
            INDArray whole = set.flat();
            TrainingConfig training = ParameterUpdaterTest.by(config).build();
            ParameterUpdater updater = new ParameterUpdater(training, set);
            apply(updater, 0, 4, type);
            ParameterSet copy = ParameterUpdaterTest.zeros(type);
            INDArray parameters = copy.flat().assign(whole);
            apply(new ParameterUpdater(training, copy), 4, 8, type);
            apply(updater, 4, 8, type);
            assertFalse(Arrays.equals(whole.data().asDouble(), parameters.data().asDouble()), config.toString());
        });
    }
}
