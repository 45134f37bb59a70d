package org.mat4j.lab.experiment;

import java.util.Objects;
import java.util.OptionalInt;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * What a {@link NetworkKind} may be told.
 *
 * @param width size of the first layer, at least 1; empty for the network's default
 * @param latentSize D, at least 1; empty for the network's default
 * @param logitNormalization of the logits
 * @param weightInitialization how the weights of linear layers start
 */
public record NetworkSettings(
        OptionalInt width,
        OptionalInt latentSize,
        Normalization logitNormalization,
        WeightInitialization weightInitialization) {

    /** Checks the values. */
    public NetworkSettings {
        requirePositive("width", width);
        requirePositive("latent size", latentSize);
        Objects.requireNonNull(logitNormalization, "logit normalization");
        Objects.requireNonNull(weightInitialization, "weight initialization");
    }

    /** All as the network has it by default. */
    public static NetworkSettings defaults() {
        return new NetworkSettings(
                OptionalInt.empty(), OptionalInt.empty(), Normalization.NONE, WeightInitialization.DEFAULT);
    }

    /** With another size of the first layer. */
    public NetworkSettings withWidth(int value) {
        return new NetworkSettings(OptionalInt.of(value), latentSize, logitNormalization, weightInitialization);
    }

    /** With another size of the latent. */
    public NetworkSettings withLatentSize(int value) {
        return new NetworkSettings(width, OptionalInt.of(value), logitNormalization, weightInitialization);
    }

    /** With another normalization of the logits. */
    public NetworkSettings withLogitNormalization(Normalization value) {
        return new NetworkSettings(width, latentSize, value, weightInitialization);
    }

    /** With other initial weights. */
    public NetworkSettings withWeightInitialization(WeightInitialization value) {
        return new NetworkSettings(width, latentSize, logitNormalization, value);
    }

    private static void requirePositive(String name, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " is " + value.getAsInt() + "; expected at least 1");
        }
    }
}
