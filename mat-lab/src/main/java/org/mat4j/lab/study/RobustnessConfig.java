package org.mat4j.lab.study;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mat4j.core.measure.attack.Attack;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.data.image.ImageData;

/** How the robustness of models is measured. */
public final class RobustnessConfig {

    /** Test examples attacked by default. */
    public static final int DEFAULT_EXAMPLES = 1000;

    /** Seed by default. */
    public static final long DEFAULT_SEED = 1;

    /** Attacks by default: those of the paper, those usual today, and random noise beside them. */
    public static final List<StandardAttack> DEFAULT_ATTACKS = List.of(
            StandardAttack.FGSM,
            StandardAttack.L2,
            StandardAttack.PGD_L2,
            StandardAttack.PGD_L_INFINITY,
            StandardAttack.NOISE);

    private final List<Attack> attacks;
    private final Levels levels;
    private final PixelLimits limits;
    private final int examples;
    private final long seed;
    private final NamedModel source;

    private RobustnessConfig(Builder b) {
        attacks = b.attacks;
        levels = b.levels;
        limits = b.limits;
        examples = b.examples;
        seed = b.seed;
        source = b.source;
    }

    /** Starts from the defaults: the paper's levels on MNIST, without clipping, on each model itself. */
    public static Builder builder() {
        return new Builder();
    }

    /** At least one, with distinct names. */
    public List<Attack> attacks() {
        return attacks;
    }

    /** Of every attack. */
    public Levels levels() {
        return levels;
    }

    /** Whether attacked images stay images. */
    public PixelLimits limits() {
        return limits;
    }

    /** Test examples attacked, at most, drawn at random: the same for all models. */
    public int examples() {
        return examples;
    }

    /** Of the draw and of the attacks. */
    public long seed() {
        return seed;
    }

    /** The model that perturbations are made on; empty if each model is attacked with full knowledge of it. */
    public Optional<NamedModel> source() {
        return Optional.ofNullable(source);
    }

    /** The examples that are attacked. */
    public ImageData sample(ImageData test) {
        return test.atMost(examples, seed);
    }

    /**
     * Makes sure that models can be attacked so.
     *
     * @throws IllegalArgumentException if a model's inputs have no pixel limits to keep to, or are made in another way than
     *     those of the source
     */
    public void requireFit(List<NamedModel> models) {
        for (NamedModel model : models) {
            limits.range(model);
            if (source != null
                    && !Arrays.equals(
                            model.preprocessing().toBytes(),
                            source.preprocessing().toBytes())) {
                throw new IllegalArgumentException("the images of '" + model.name() + "' are "
                        + model.preprocessing() + ", those of the source '" + source.name() + "' "
                        + source.preprocessing() + "; expected the same preprocessing");
            }
        }
    }

    /** Builds a {@link RobustnessConfig}. */
    public static final class Builder {

        private List<Attack> attacks =
                DEFAULT_ATTACKS.stream().map(StandardAttack::create).toList();
        private Levels levels = Levels.MNIST;
        private PixelLimits limits = PixelLimits.NONE;
        private int examples = DEFAULT_EXAMPLES;
        private long seed = DEFAULT_SEED;
        private NamedModel source;

        private Builder() {}

        /** The attacks, with distinct names. */
        public Builder attacks(List<? extends Attack> values) {
            attacks = List.copyOf(values);
            return this;
        }

        /** Levels of every attack. */
        public Builder levels(Levels value) {
            levels = Objects.requireNonNull(value, "levels");
            return this;
        }

        /** Whether attacked images stay images. */
        public Builder limits(PixelLimits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /** Test examples attacked, at least 1. */
        public Builder examples(int value) {
            examples = value;
            return this;
        }

        /** Of the draw of the examples and of the attacks. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Makes the perturbations on one model, to test all with them. */
        public Builder source(NamedModel value) {
            source = Objects.requireNonNull(value, "source");
            return this;
        }

        /**
         * Validates and builds.
         *
         * @throws IllegalArgumentException naming the value that is out of range
         */
        public RobustnessConfig build() {
            List<String> ids = attacks.stream().map(Attack::id).toList();
            if (ids.isEmpty() || ids.stream().distinct().count() < ids.size()) {
                throw new IllegalArgumentException("attacks are " + ids + "; expected at least one, each once");
            }
            if (examples < 1) {
                throw new IllegalArgumentException("test examples to attack are " + examples + "; expected at least 1");
            }
            return new RobustnessConfig(this);
        }
    }
}
