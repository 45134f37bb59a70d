package org.mat4j.examples.cli;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.preprocess.Preprocessing;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.lab.search.Candidates;
import org.mat4j.lab.study.ProjectionKind;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options that offer a choice are spelled. */
final class Choices {

    private Choices() {}

    /** The choice among an enum's constants; iterates over the spellings. */
    abstract static class Choice<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {

        private final Map<String, E> values = new LinkedHashMap<>();

        Choice(Class<E> type, Function<E, String> spelling) {
            for (E value : type.getEnumConstants()) {
                values.put(spelling.apply(value), value);
            }
        }

        @Override
        public E convert(String text) {
            E value = values.get(text.toLowerCase(Locale.ROOT));
            if (value == null) {
                throw new TypeConversionException(
                        "expected one of " + String.join(", ", values.keySet()) + ", found '" + text + "'");
            }
            return value;
        }

        @Override
        public Iterator<String> iterator() {
            return values.keySet().iterator();
        }
    }

    /** An enum's name as an option's value. */
    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** An enum's name of several words as an option's value. */
    static String hyphenated(Enum<?> value) {
        return lowerCase(value).replace('_', '-');
    }

    static final class Dataset extends Choice<ImageDataset> {
        Dataset() {
            super(ImageDataset.class, ImageDataset::id);
        }
    }

    static final class Network extends Choice<NetworkKind> {
        Network() {
            super(NetworkKind.class, NetworkKind::id);
        }
    }

    static final class LogitNormalization extends Choice<Normalization> {
        LogitNormalization() {
            super(Normalization.class, Choices::lowerCase);
        }
    }

    static final class InitialWeights extends Choice<WeightInitialization> {
        InitialWeights() {
            super(WeightInitialization.class, Choices::hyphenated);
        }
    }

    static final class Method extends Choice<MethodType> {
        Method() {
            super(MethodType.class, MethodType::id);
        }
    }

    static final class ScheduleChoice extends Choice<Schedule> {
        ScheduleChoice() {
            super(Schedule.class, Schedule::id);
        }
    }

    static final class PreprocessingChoice extends Choice<Preprocessing.Kind> {
        PreprocessingChoice() {
            super(Preprocessing.Kind.class, Preprocessing.Kind::id);
        }
    }

    static final class Perturb extends Choice<PerturbationSpace> {
        Perturb() {
            super(PerturbationSpace.class, Choices::lowerCase);
        }
    }

    static final class Augment extends Choice<PreprocessingOptions.Augment> {
        Augment() {
            super(PreprocessingOptions.Augment.class, Choices::hyphenated);
        }
    }

    static final class ProjectionChoice extends Choice<ProjectionKind> {
        ProjectionChoice() {
            super(ProjectionKind.class, Choices::lowerCase);
        }
    }

    static final class AttackChoice extends Choice<StandardAttack> {
        AttackChoice() {
            super(StandardAttack.class, StandardAttack::id);
        }
    }

    /** Text that a library's own class parses. */
    private abstract static class Parsed<T> implements ITypeConverter<T> {

        private final Function<String, T> parser;

        Parsed(Function<String, T> parser) {
            this.parser = parser;
        }

        @Override
        public T convert(String text) {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** Values or a range, for 'search'. */
    static final class CandidatesConverter extends Parsed<Candidates> {
        CandidatesConverter() {
            super(Candidates::parse);
        }
    }

    /** Noise levels of attacks. */
    static final class LevelsConverter extends Parsed<Budgets> {
        LevelsConverter() {
            super(text -> Budgets.parse(Budgets.Unit.LEVEL, text));
        }
    }

    /** Sizes of attacks in their own norm. */
    static final class EpsilonsConverter extends Parsed<Budgets> {
        EpsilonsConverter() {
            super(text -> Budgets.parse(Budgets.Unit.EPSILON, text));
        }
    }
}
