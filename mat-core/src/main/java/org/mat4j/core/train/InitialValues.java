package org.mat4j.core.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.Container;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.model.ModelFile;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.NamePattern;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.train.checkpoint.Checkpoint;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a training starts from in place of the network's own initial values: parameters and states, such as running
 * statistics, of an earlier training. All of the network's must be there, in their shapes, and no others, but for what is
 * {@linkplain #except excepted}. Immutable.
 *
 * <pre>{@code
 * Trainer.builder(networkForOtherClasses).from(InitialValues.of(model).except("head.*"))
 * }</pre>
 */
public final class InitialValues {

    /** Under which name a model's provenance says what its training started from. */
    public static final String PROVENANCE = "initialValues";

    private static final Logger LOG = LoggerFactory.getLogger(InitialValues.class);
    private static final int DIGITS = 16;
    private static final int MOST_NAMED = 12;

    private final String source;
    private final Map<String, INDArray> arrays;
    private final Map<String, INDArray> constants;
    private final Map<String, String> network;
    private final List<NamePattern> except;

    private InitialValues(
            String source,
            Map<String, INDArray> arrays,
            Map<String, INDArray> constants,
            Map<String, String> network,
            List<NamePattern> except) {
        this.source = source;
        this.arrays = arrays;
        this.constants = constants;
        this.network = network;
        this.except = except;
    }

    /**
     * @param constants among which states may be, with others that are not the network's
     * @param network its settings as in a model's record; empty if they are not known
     */
    private InitialValues(
            String source, Map<String, INDArray> arrays, Map<String, INDArray> constants, Map<String, String> network) {
        this(source + ", SHA-256 " + checksum(arrays, constants), arrays, constants, network, List.of());
    }

    /** Those of a model, which may be closed afterwards. Its mixture is not among them: training estimates its own. */
    public static InitialValues of(TrainedModel model) {
        Map<String, String> network = new TreeMap<>(model.info().training());
        network.keySet().removeIf(name -> !name.startsWith(TrainingSettings.NETWORK));
        return new InitialValues("model of " + model.info().network(), model.parameters(), model.constants(), network);
    }

    /**
     * Those that a training had at a checkpoint: the last ones, not their moving average. {@link Trainer#model(Checkpoint)}
     * gives the model of a checkpoint, with the average if there is one.
     *
     * @throws org.mat4j.core.train.checkpoint.CheckpointException if the checkpoint is not of a {@link TrainingStep}
     */
    public static InitialValues of(Checkpoint checkpoint) {
        return new InitialValues(
                "checkpoint after update " + checkpoint.progress().update(),
                SavedParameters.in(checkpoint),
                Map.of(),
                Map.of());
    }

    /**
     * Those of a file of either.
     *
     * @throws ModelFileException if the file is missing, damaged or of another kind
     */
    public static InitialValues of(Path file) {
        try {
            if (!Container.read(file).names().contains(ModelFile.INFO)) {
                return of(Checkpoint.read(file));
            }
        } catch (IOException e) {
            throw new ModelFileException(
                    "cannot read the initial values in " + file + ": " + FileErrors.reason(e)
                            + "; expected a model's file or a checkpoint",
                    e);
        }
        try (TrainedModel model = TrainedModel.load(file)) {
            return of(model);
        }
    }

    /**
     * Arrays by the names of the network's parameters and states, of any floating point type.
     *
     * @param arrays read when the training starts
     */
    public static InitialValues of(Map<String, INDArray> arrays) {
        return new InitialValues("arrays", new LinkedHashMap<>(arrays), Map.of(), Map.of());
    }

    /**
     * The same but for names that match a pattern: what the network has of those starts from its own initial values.
     *
     * @param patterns see {@link NamePattern}; each must match a name here or in the network
     */
    public InitialValues except(String... patterns) {
        List<NamePattern> all = Stream.concat(
                        except.stream(), Arrays.stream(patterns).map(NamePattern::new))
                .toList();
        return new InitialValues(source, arrays, constants, network, all);
    }

    /**
     * Checks that a network can start from these.
     *
     * @throws IllegalArgumentException naming what is missing, superfluous or of another shape, or a pattern without a match
     */
    public void requireFit(Network target) {
        fitting(target, ParameterSet.Declared.of(target));
    }

    /** Sets the parameters and states of a network. */
    void copyTo(Network target, ParameterSet set) {
        ParameterSet.Declared declared = set.declared();
        Map<String, INDArray> given = given(declared);
        for (String name : fitting(target, declared)) {
            INDArray own = set.bindings().get(name);
            own.assign(given.get(name).castTo(own.dataType()));
        }
        warnOfOtherSettings(target);
    }

    private Map<String, INDArray> given(ParameterSet.Declared declared) {
        Map<String, INDArray> given = new LinkedHashMap<>(constants);
        given.keySet().retainAll(declared.states().keySet());
        given.putAll(arrays);
        return given;
    }

    /** The names of what starts from these. */
    private Set<String> fitting(Network target, ParameterSet.Declared declared) {
        Map<String, long[]> wanted = declared.all();
        Map<String, INDArray> given = given(declared);
        Set<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(given.keySet());
        except.forEach(pattern -> pattern.requireMatch("what starts with initial values of its own", names));
        names.removeIf(name -> except.stream().anyMatch(pattern -> pattern.matches(name)));
        List<String> mistakes = new ArrayList<>();
        add(
                mistakes,
                "missing: ",
                names,
                name -> !given.containsKey(name),
                name -> name + " " + Arrays.toString(wanted.get(name)));
        add(
                mistakes,
                "superfluous: ",
                names,
                name -> !wanted.containsKey(name),
                name -> name + " " + shape(given.get(name)));
        add(
                mistakes,
                "of another shape: ",
                names,
                name -> wanted.containsKey(name)
                        && given.containsKey(name)
                        && !Arrays.equals(wanted.get(name), given.get(name).shape()),
                name -> name + " " + shape(given.get(name)) + ", expected " + Arrays.toString(wanted.get(name)));
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(
                    "the initial values (" + this + ") do not fit the network "
                            + target.name() + ": " + String.join("; ", mistakes)
                            + ". Give the network that they are of, or except by pattern what is to start with values of its own");
        }
        return names;
    }

    private static void add(
            List<String> mistakes,
            String kind,
            Set<String> names,
            Predicate<String> mistaken,
            Function<String, String> text) {
        List<String> found = names.stream().filter(mistaken).map(text).toList();
        if (!found.isEmpty()) {
            String more = found.size() > MOST_NAMED ? " and " + (found.size() - MOST_NAMED) + " more" : "";
            mistakes.add(kind + found.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")) + more);
        }
    }

    private static String shape(INDArray array) {
        return Arrays.toString(array.shape());
    }

    /** The same arrays mean something else behind another preprocessing, say. */
    private void warnOfOtherSettings(Network target) {
        List<String> differences =
                network.isEmpty() ? List.of() : TrainingSettings.differences(network, TrainingSettings.of(target));
        if (!differences.isEmpty()) {
            LOG.warn(
                    "the initial values ({}) are of a network that was set up otherwise: {}",
                    this,
                    String.join("; ", differences));
        }
    }

    /** Where they are from, with a checksum over all of them: equal for equal values. */
    @Override
    public String toString() {
        return source + (except.isEmpty() ? "" : ", except " + except);
    }

    private static String checksum(Map<String, INDArray> arrays, Map<String, INDArray> constants) {
        Map<String, INDArray> all = new TreeMap<>(arrays);
        all.putAll(constants);
        return Workspaces.outside(() -> {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                all.forEach((name, array) -> {
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    digest.update(Nd4j.convertToNumpy(array.dup('c')).asByteBuffer());
                });
                return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        });
    }
}
