package org.mat4j.lab.experiment;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * What a {@link NetworkKind} may be told.
 *
 * @param width size of the first layer, at least 1; empty for the network's default
 * @param latentSize D, at least 1; empty for the network's default
 * @param normalization between a linear layer and its activation; empty for the network's default
 * @param latentRange where the latents may lie
 * @param logitNormalization of the logits
 * @param weightInitialization how the weights of linear layers start
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = ConcreteSettersForOptionalMode.ENABLED)
public record NetworkSettings(
        OptionalInt width,
        OptionalInt latentSize,
        Optional<Normalization> normalization,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements NetworkSettingsBuilder.With {

    /** Checks the values. */
    public NetworkSettings {
        width.ifPresent(size -> Checks.atLeast(1, "width", size));
        latentSize.ifPresent(size -> Checks.atLeast(1, "latent size", size));
        Objects.requireNonNull(latentRange, "latent range");
        Objects.requireNonNull(logitNormalization, "logit normalization");
        Objects.requireNonNull(weightInitialization, "weight initialization");
    }

    /** Starts from what the network has by default. */
    public static NetworkSettingsBuilder builder() {
        return NetworkSettingsBuilder.builder()
                .latentRange(LatentRange.unlimited())
                .logitNormalization(Normalization.NONE)
                .weightInitialization(WeightInitialization.DEFAULT);
    }
}
