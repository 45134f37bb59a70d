package org.mat4j.spark.train;

import org.mat4j.core.method.Methods;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.weightinit.impl.XavierInitScheme;

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

    /** MAT on a network whose parameters are much more than a task, 320 kB. */
    record Wide(int updates) implements TrainingRecipe {

        private static final int WIDTH = 5000;

        @Override
        public Network network() {
            return new TestNetwork(new long[] {INPUTS}, 3, CLASSES, Wide::build);
        }

        private static Outputs build(Pass pass, SDVariable x) {
            SDVariable wide = TestNetwork.hidden(pass, x, new long[] {INPUTS}, WIDTH);
            SDVariable narrow = pass.parameter("narrow", new XavierInitScheme('c', WIDTH, 3), WIDTH, 3);
            return TestNetwork.head(pass, wide.mmul(narrow), 3, CLASSES);
        }

        @Override
        public TrainingConfig config() {
            return new Mat(updates).config();
        }
    }

    /** As {@link Mat}, with batch normalization. */
    record Normalized(int updates) implements TrainingRecipe {

        @Override
        public Network network() {
            return TestNetwork.batchNorm(INPUTS, CLASSES);
        }

        @Override
        public TrainingConfig config() {
            return new Mat(updates).config();
        }
    }

    /** As {@link Mat}, of other inputs. */
    record Images() implements TrainingRecipe {

        @Override
        public Network network() {
            return TestNetwork.dense(new long[] {2, 2, 1}, 3, CLASSES);
        }

        @Override
        public TrainingConfig config() {
            return new Mat(1).config();
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
