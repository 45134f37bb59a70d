package org.mat4j.spark.train;

import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;

/** Trainings for the tests. */
final class Recipes {

    static final int INPUTS = 4;
    static final int CLASSES = 3;

    private Recipes() {}

    /** MAT on a small network, in double precision. */
    record Mat(int updates) implements TrainingRecipe {

        @Override
        public Network network() {
            return TestNetwork.dense(INPUTS, 3, CLASSES);
        }

        @Override
        public TrainingConfig config() {
            return TrainingConfig.builder()
                    .method(Methods.mat(1))
                    .dataType(DataType.DOUBLE)
                    .updates(updates)
                    .seed(5)
                    .build();
        }
    }

    /** Its network cannot be built. */
    record Broken() implements TrainingRecipe {

        @Override
        public Network network() {
            throw new IllegalStateException("there is no file weights.zip");
        }

        @Override
        public TrainingConfig config() {
            return new Mat(1).config();
        }
    }
}
