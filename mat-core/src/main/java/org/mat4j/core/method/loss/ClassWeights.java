package org.mat4j.core.method.loss;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.check.Numbers;

/**
 * How much the examples of each class count in the cross-entropy, for classes of unequal size or importance. Immutable.
 *
 * @param values in the order of the logits, finite and at least 0, not all 0; none where all count 1
 */
public record ClassWeights(List<Double> values) {

    /** All examples count 1. */
    public static final ClassWeights EQUAL = new ClassWeights(List.of());

    private static final String EQUAL_NAME = "equal";

    /** Checks and copies the values. */
    public ClassWeights {
        values = List.copyOf(values);
        values.forEach(value -> Checks.weight("weight of a class", value));
        Checks.require(
                values.isEmpty() || values.stream().anyMatch(value -> value > 0),
                "the weights of the classes",
                values,
                "one above 0");
    }

    /** The weights of the classes in the order of the logits. */
    public static ClassWeights of(double... values) {
        return new ClassWeights(Arrays.stream(values).boxed().toList());
    }

    /**
     * Reads {@code equal}, or weights with colons between them such as {@code 1:2:0.5}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static ClassWeights parse(String text) {
        return text.equals(EQUAL_NAME)
                ? EQUAL
                : new ClassWeights(
                        Arrays.stream(text.split(":", -1)).map(Numbers::decimal).toList());
    }

    /** Requires a weight for each of so many classes, or none at all. */
    public void requireCount(int classCount) {
        Checks.require(
                values.isEmpty() || values.size() == classCount,
                "class weights",
                this,
                classCount + " numbers, one for each class");
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return values.isEmpty()
                ? EQUAL_NAME
                : values.stream().map(String::valueOf).collect(Collectors.joining(":"));
    }
}
