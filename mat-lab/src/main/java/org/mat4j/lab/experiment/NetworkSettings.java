package org.mat4j.lab.experiment;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.soabase.recordbuilder.core.RecordBuilder.ConcreteSettersForOptionalMode;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.train.TrainingSettings;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;

/**
 * What a {@link NetworkKind} may be told.
 *
 * @param width size of the first layer, at least 1; empty for the network's default
 * @param latentSize D, at least 1; empty for the network's default
 * @param dropoutRate share of the elements dropped in training, in [0, 1); empty for the network's default
 * @param normalization between a linear layer and its activation; empty for the network's default
 * @param activation after each linear layer but the one to the classes; empty for the network's default
 * @param latentRange where the latents may lie
 * @param logitNormalization of the logits
 * @param weightInitialization how the weights of linear layers start
 */
@RecordBuilder
@RecordBuilder.Options(addConcreteSettersForOptional = ConcreteSettersForOptionalMode.ENABLED)
public record NetworkSettings(
        OptionalInt width,
        OptionalInt latentSize,
        OptionalDouble dropoutRate,
        Optional<Normalization> normalization,
        Optional<Activation> activation,
        LatentRange latentRange,
        Normalization logitNormalization,
        WeightInitialization weightInitialization)
        implements NetworkSettingsBuilder.With {

    /** Checks the values. */
    public NetworkSettings {
        width.ifPresent(size -> Checks.atLeast(1, "width", size));
        latentSize.ifPresent(size -> Checks.atLeast(1, "latent size", size));
        Objects.requireNonNull(dropoutRate, "dropout rate"); // its range is checked by the network
        Objects.requireNonNull(latentRange, "latent range");
        Objects.requireNonNull(logitNormalization, "logit normalization");
        Objects.requireNonNull(weightInitialization, "weight initialization");
    }

    /**
     * What the ready network of a model was told, as the model's record says.
     *
     * @throws IllegalArgumentException if the network of the model is not a {@link NetworkKind}, or its settings are not on
     *     record
     */
    public static NetworkSettings of(ModelInfo model) {
        NetworkKind.of(model);
        UnaryOperator<String> fact = name -> {
            String value = model.training().get(TrainingSettings.NETWORK + name);
            Checks.require(
                    value != null,
                    "setting '" + name + "' of the network " + model.network() + " in the model's record",
                    null,
                    "a value, as a ready network writes it");
            return value;
        };
        String widths = Stream.of("stages", "sizes")
                .map(name -> model.training().get(TrainingSettings.NETWORK + name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> fact.apply("width"));
        return builder()
                .width(Integer.parseInt(widths.replaceAll("\\D*(\\d+).*", "$1")))
                .latentSize(model.latentSize())
                // A network that drops nothing may not tell so.
                .dropoutRate(Double.parseDouble(
                        model.training().getOrDefault(TrainingSettings.NETWORK + "dropout rate", "0")))
                .normalization(Normalization.valueOf(fact.apply("normalization")))
                .activation(Activation.valueOf(fact.apply("activation")))
                .latentRange(LatentRange.parse(fact.apply("latent range")))
                .logitNormalization(Normalization.valueOf(fact.apply("logit normalization")))
                .weightInitialization(WeightInitialization.valueOf(fact.apply("initial weights")))
                .build();
    }

    /** Starts from what the network has by default. */
    public static NetworkSettingsBuilder builder() {
        return NetworkSettingsBuilder.builder()
                .latentRange(LatentRange.unlimited())
                .logitNormalization(Normalization.NONE)
                .weightInitialization(WeightInitialization.DEFAULT);
    }
}
