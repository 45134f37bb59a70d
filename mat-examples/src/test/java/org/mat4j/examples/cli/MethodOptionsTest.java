package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Preset;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.lab.experiment.EpsilonScale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** An option reaches the methods that have the setting, and is refused for the others. */
class MethodOptionsTest {

    private static TypedMethod parse(String... args) {
        CommandSpec command = CommandSpec.create();
        MethodOptions.addTo(command, 1);
        CommandLine line = new CommandLine(command);
        Choices.addTo(line);
        line.parseArgs(args);
        return MethodOptions.create(command, new KnownDataset(ImageDataset.SAMPLE), norm -> new EpsilonScale(norm, 4));
    }

    private static final Map<Setting<?>, Object> CHOICES = Map.of(
            Setting.DIVERGENCE, ManifoldDivergence.Form.POSTERIOR,
            Setting.COVARIANCE, CovarianceType.DIAGONAL,
            Setting.NORM, Norm.L2,
            Setting.BOUNDS, Bounds.images());

    private static Object other(Setting<?> setting) {
        Object value = setting.defaultValue().orElse(null);
        return CHOICES.getOrDefault(setting, value instanceof Integer || value instanceof Long ? "123" : "0.123");
    }

    @ParameterizedTest
    @EnumSource
    void everySettingHasAnOptionAndOnlyTheMethodsOwnAreTaken(MethodType type) {
        TypedMethod plain = parse("--method", type.id());
        Stream<Setting<?>> all = Arrays.stream(MethodType.values())
                .flatMap(t -> t.settings().stream())
                .distinct();
        all.forEach(setting -> {
            String[] args = {
                "--method", type.id(), "--" + setting.name(), other(setting).toString()
            };
            if (type.has(setting)) {
                TypedMethod changed = parse(args);
                assertEquals(other(setting).toString(), changed.get(setting).toString(), type.id() + " " + setting);
                long differing = plain.values().entrySet().stream()
                        // Which size is the default depends on the norm.
                        .filter(e -> !e.getKey().equals(Setting.EPSILON) || setting.equals(Setting.EPSILON))
                        .filter(e -> !e.getValue().equals(changed.get(e.getKey())))
                        .count();
                assertEquals(1, differing);
            } else {
                String message = assertThrows(IllegalArgumentException.class, () -> parse(args))
                        .getMessage();
                assertTrue(
                        message.startsWith("--" + setting.name() + " ")
                                && message.contains("has no effect with --method " + type.id()),
                        message);
            }
        });
    }

    @Test
    void aPresetStandsForItsNumbersUnlessOneIsGiven() {
        for (Preset preset : Preset.values()) {
            TypedMethod method = parse("--preset", preset.id(), "--beta", "0.123");
            preset.settings()
                    .forEach((setting, value) -> assertEquals(
                            setting.equals(Setting.BETA) ? 0.123 : value, method.get(setting), setting.name()));
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> parse("--method", "vat", "--preset", "robust"))
                .getMessage();
        assertTrue(
                message.contains("--preset robust has no effect with --method vat") && message.contains("mat-pgd"),
                message);
    }
}
