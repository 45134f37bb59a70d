package org.mat4j.core.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a row of labels, [m], says of an example. */
public enum LabelForm {

    /** Its class: one 1 among zeros. */
    ONE_HOT {
        @Override
        public Optional<String> mistakeIn(double[] row) {
            int ones = 0;
            for (double value : row) {
                ones += value == 1 ? 1 : value == 0 ? 0 : row.length + 1;
            }
            if (ones == 1) {
                return Optional.empty();
            }
            boolean soft = PROBABILITIES.mistakeIn(row).isEmpty();
            return Optional.of("exactly one 1 among zeros"
                    + (soft ? "; a training takes probabilities where its labelForm says so" : ""));
        }
    },

    /**
     * How likely each class is, for example of mixed inputs (mixup, Zhang et al. 2018) or by another network (distillation,
     * Hinton et al. 2015): numbers of at least 0 whose sum is 1, give or take 1e-4.
     */
    PROBABILITIES {
        @Override
        public Optional<String> mistakeIn(double[] row) {
            OptionalDouble bad =
                    Arrays.stream(row).filter(value -> !(value >= 0)).findFirst();
            if (bad.isPresent()) {
                return Optional.of("numbers of at least 0, not " + bad.getAsDouble());
            }
            double sum = Arrays.stream(row).sum();
            return Math.abs(sum - 1) <= ROUNDING ? Optional.empty() : Optional.of("numbers whose sum is 1, not " + sum);
        }
    };

    /** What single precision makes of a sum over many classes. */
    private static final double ROUNDING = 1e-4;

    /** What is expected of a row where it is not of this form; empty where it is. */
    public abstract Optional<String> mistakeIn(double[] row);
}
