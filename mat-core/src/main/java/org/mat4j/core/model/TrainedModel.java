package org.mat4j.core.model;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.Container;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained network with its latent mixture and the record of how it was made. */
public final class TrainedModel implements AutoCloseable {

    private static final int LONGEST_NAME = 64;

    private final Classifier classifier;
    private final GaussianMixture mixture;
    private final ModelInfo info;
    private final DecisionRule decisionRule;
    private final Map<String, byte[]> attachments;

    /** @param attachments sorted by name; not copied */
    TrainedModel(
            Classifier classifier,
            GaussianMixture mixture,
            ModelInfo info,
            DecisionRule decisionRule,
            Map<String, byte[]> attachments) {
        this.classifier = classifier;
        this.mixture = mixture;
        this.info = info;
        this.decisionRule = decisionRule;
        this.attachments = attachments;
    }

    /** A model of the parameters' present values. */
    public static TrainedModel of(Network network, ParameterSet parameters, GaussianMixture mixture, ModelInfo info) {
        Classifier classifier = Workspaces.outside(() -> new Classifier(
                Classifier.inferenceGraph(network, parameters), info.inputShape(), info.classCount(), Map.of()));
        return new TrainedModel(classifier, mixture, info, DecisionRule.NONE, new TreeMap<>());
    }

    /** The network in inference mode. */
    public Classifier classifier() {
        return classifier;
    }

    /** The mixture of the latent at the end of training. */
    public GaussianMixture mixture() {
        return mixture;
    }

    /** How the model was made. */
    public ModelInfo info() {
        return info;
    }

    /** Copies of the trained parameters by name. */
    public Map<String, INDArray> parameters() {
        return arrays(VariableType.VARIABLE);
    }

    /**
     * Copies of what the training did not change by gradient, by name: states, such as running statistics, and what the
     * network and its first layer keep fixed.
     */
    public Map<String, INDArray> constants() {
        return arrays(VariableType.CONSTANT);
    }

    private Map<String, INDArray> arrays(VariableType type) {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        return Workspaces.outside(() -> {
            classifier.graph().variables().stream()
                    .filter(v -> v.getVariableType() == type)
                    .forEach(v -> arrays.put(v.name(), v.getArr().dup('c')));
            return arrays;
        });
    }

    /** What the classes are called, in the order of the logits. */
    public List<String> classNames() {
        return info.classNames();
    }

    /** How its outputs become decisions; {@link DecisionRule#NONE} where none was chosen. */
    public DecisionRule decisionRule() {
        return decisionRule;
    }

    /**
     * The same model with another decision rule.
     *
     * @return a model that shares this one's classifier: closing either closes both
     */
    public TrainedModel withDecisionRule(DecisionRule rule) {
        return new TrainedModel(classifier, mixture, info, rule, attachments);
    }

    /**
     * The same model with something more to save with it, such as an application's settings; in place of an attachment of
     * the same name.
     *
     * @param name 1 to 64 lower-case letters and digits, with single dots, dashes or underscores between them
     * @param content any bytes, which are copied
     * @return a model that shares this one's classifier: closing either closes both
     * @throws IllegalArgumentException if the name is not of that form
     */
    public TrainedModel withAttachment(String name, byte[] content) {
        Map<String, byte[]> all = new TreeMap<>(attachments);
        all.put(requireName(name), content.clone());
        return new TrainedModel(classifier, mixture, info, decisionRule, all);
    }

    /**
     * The same model from behind its first layer on, see {@link Classifier#behindFirstLayer}: to be measured and attacked in
     * the units that the layer gives, not to be saved.
     *
     * @return of its own; to be closed by itself
     */
    public TrainedModel behindFirstLayer() {
        return new TrainedModel(classifier.behindFirstLayer(), mixture, info, decisionRule, attachments);
    }

    /** The name, if it is safe as that of a file. */
    static String requireName(String name) {
        Checks.require(
                name.length() <= LONGEST_NAME && name.matches("[a-z0-9]+([._-][a-z0-9]+)*"),
                "attachment name",
                "'" + name + "'",
                "1 to " + LONGEST_NAME
                        + " lower-case letters and digits, with single dots, dashes or underscores between them");
        return name;
    }

    /** A copy of what was attached under a name; empty if nothing was. */
    public Optional<byte[]> attachment(String name) {
        return Optional.ofNullable(attachments.get(name)).map(byte[]::clone);
    }

    /** The names of what is attached, sorted. */
    public Set<String> attachmentNames() {
        return Collections.unmodifiableSet(attachments.keySet());
    }

    Map<String, byte[]> attachments() {
        return attachments;
    }

    /**
     * Saves everything in one zip file, see {@link ModelFile}. The file is complete or absent: it is written beside its
     * place and moved there.
     *
     * @throws ModelFileException if it cannot be written
     * @throws IllegalStateException if the model is closed
     */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /**
     * Loads what {@link #save} wrote; inside an open ND4J workspace too, which the model outlives.
     *
     * @throws ModelFileException if the file is missing, damaged in any byte or of another kind
     */
    public static TrainedModel load(Path file) {
        return Workspaces.outside(() -> ModelFile.read("model file " + file, () -> Container.read(file)));
    }

    /**
     * Loads the bytes of such a file, as a model inside a jar; reads to the end and leaves the stream open.
     *
     * @throws ModelFileException if they are damaged in any byte or of another kind
     */
    public static TrainedModel load(InputStream in) {
        return Workspaces.outside(() -> ModelFile.read("model", () -> Container.of(in.readAllBytes())));
    }

    /** Frees memory; a closed model refuses to predict and to be saved. */
    @Override
    public void close() {
        classifier.close();
    }
}
