package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.check.Numbers;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.measure.attack.Budgets;
import org.mat4j.core.measure.attack.StandardAttack;
import org.mat4j.core.measure.attack.ensemble.Ball;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Preset;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.train.ModelScore;
import org.mat4j.core.train.StatisticsDecay;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.table.Missing;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.lab.experiment.Schedule;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.search.Candidates;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.WeightInitialization;
import org.mat4j.spark.runs.SharedFolder;
import org.mat4j.spark.runs.SparkMaster;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the values of options are spelled that are neither numbers nor paths. */
final class Choices {

    private static final List<Choice<?>> ALL = List.of(
            new Choice<>(ImageDataset.class, ImageDataset::id),
            new Choice<>(NetworkKind.class, NetworkKind::id),
            new Choice<>(Normalization.class, Spelling::of),
            new Choice<>(Activation.class, Spelling::of),
            new Choice<>(WeightInitialization.class, Spelling::of),
            new Choice<>(MethodType.class, MethodType::id),
            new Choice<>(Preset.class, Preset::id),
            new Choice<>(Schedule.class, Schedule::id),
            new Choice<>(StatisticsDecay.class, Spelling::of),
            new Choice<>(ModelScore.Ready.class, Spelling::of),
            new Choice<>(PreprocessingOptions.Preprocess.class, Spelling::of),
            new Choice<>(PerturbationSpace.class, Spelling::of),
            new Choice<>(PreprocessingOptions.Augment.class, Spelling::of),
            new Choice<>(Projection.Algorithm.class, Spelling::of),
            new Choice<>(PredictCommand.Format.class, Spelling::of),
            new Choice<>(BenchCommand.Measure.class, Spelling::of),
            new Choice<>(ExportCommand.ExportFormat.class, Spelling::of),
            new Choice<>(Missing.class, Spelling::of),
            new Choice<>(Norm.class, Spelling::of),
            new Choice<>(Ball.class, Spelling::of),
            new Choice<>(StandardAttack.class, StandardAttack::id));

    private Choices() {}

    /** An enum's constants by their spellings. */
    private record Choice<E extends Enum<E>>(Class<E> type, Function<E, String> spelling) implements ITypeConverter<E> {

        @Override
        public E convert(String text) {
            return Stream.of(type.getEnumConstants())
                    .filter(value -> spelling.apply(value).equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException("expected one of " + spellings() + ", found '" + text + "'"));
        }

        String spellings() {
            return Stream.of(type.getEnumConstants()).map(spelling).collect(Collectors.joining(", "));
        }

        void addTo(CommandLine line) {
            line.registerConverter(type, this);
        }
    }

    /** Teaches a command line and its commands the spellings. */
    static void addTo(CommandLine line) {
        ALL.forEach(choice -> choice.addTo(line));
        Stream.of(int.class, Integer.class).forEach(type -> line.registerConverter(type, parsedBy(Numbers::wholeInt)));
        Stream.of(long.class, Long.class).forEach(type -> line.registerConverter(type, parsedBy(Numbers::wholeLong)));
        Stream.of(double.class, Double.class).forEach(type -> line.registerConverter(type, parsedBy(Numbers::decimal)));
        Stream.of(boolean.class, Boolean.class).forEach(type -> line.registerConverter(type, parsedBy(Choices::flag)));
        line.registerConverter(String.class, parsedBy(Choices::text));
        line.registerConverter(Path.class, parsedBy(text -> Path.of(text(text))));
        line.registerConverter(Candidates.class, parsedBy(Candidates::parse));
        line.registerConverter(ImageShape.class, parsedBy(ImageShape::parse));
        line.registerConverter(NetworkChoice.class, parsedBy(NetworkChoice::parse));
        line.registerConverter(SparkMaster.class, parsedBy(SparkMaster::new));
        line.registerConverter(SharedFolder.class, parsedBy(SharedFolder::parse));
        line.registerConverter(LatentRange.class, parsedBy(LatentRange::parse));
        line.registerConverter(Budgets.class, parsedBy(text -> Budgets.parse(Budgets.Unit.LEVEL, text)));
    }

    /** The spellings of each enum for the help, {@code ${bundle:choices.ImageDataset}} and so on. */
    static Stream<Object[]> texts() {
        return ALL.stream().map(choice -> new Object[] {"choices." + choice.type.getSimpleName(), choice.spellings()});
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected true, false or no value, found '" + text + "'");
        }
        return text.equals("true");
    }

    private static String text(String text) {
        if (text.isBlank() || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("expected a name or path, found '" + text + "'");
        }
        return text;
    }

    private static <T> ITypeConverter<T> parsedBy(Function<String, T> parser) {
        return text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw (TypeConversionException) new TypeConversionException(e.getMessage()).initCause(e);
            }
        };
    }

    /** Sizes of attacks in their own norm. */
    static final class Epsilons implements ITypeConverter<Budgets> {

        @Override
        public Budgets convert(String text) throws Exception {
            return parsedBy(epsilons -> Budgets.parse(Budgets.Unit.EPSILON, epsilons))
                    .convert(text);
        }
    }
}
