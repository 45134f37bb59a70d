package org.mat4j.core.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.SameDiff;

/** A trained network with its latent mixture and the record of how it was made. */
public final class TrainedModel implements AutoCloseable {

    private final Classifier classifier;
    private final GaussianMixture mixture;
    private final ModelInfo info;
    private final Attachments attachments;

    TrainedModel(SameDiff graph, GaussianMixture mixture, ModelInfo info, Attachments attachments) {
        this(new Classifier(graph, info.inputShape(), info.classCount(), Map.of()), mixture, info, attachments);
    }

    private TrainedModel(Classifier classifier, GaussianMixture mixture, ModelInfo info, Attachments attachments) {
        this.classifier = classifier;
        this.mixture = mixture;
        this.info = info;
        this.attachments = attachments;
    }

    /** A model of the parameters' present values. */
    public static TrainedModel of(Network network, ParameterSet parameters, GaussianMixture mixture, ModelInfo info) {
        return new TrainedModel(Classifier.inferenceGraph(network, parameters), mixture, info, Attachments.NONE);
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

    /**
     * The same model with something more to save with it, such as how its inputs are made; in place of an attachment of
     * the same name.
     *
     * @param name 1 to 64 lower-case letters and digits, with single dots, dashes or underscores between them
     * @param content any bytes, which are copied
     * @return a model that shares this one's classifier: closing either closes both
     * @throws IllegalArgumentException if the name is not of that form
     */
    public TrainedModel withAttachment(String name, byte[] content) {
        return new TrainedModel(classifier, mixture, info, attachments.with(name, content));
    }

    /** A copy of what was attached under a name; empty if nothing was. */
    public Optional<byte[]> attachment(String name) {
        return attachments.get(name);
    }

    /** The names of what is attached, sorted. */
    public Set<String> attachmentNames() {
        return attachments.names();
    }

    Attachments attachments() {
        return attachments;
    }

    /**
     * Saves everything in one zip file, see {@link ModelFile}. The file is complete or absent: it is written beside its
     * place and moved there.
     *
     * @throws ModelFileException if it cannot be written
     */
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws ModelFileException if the file is missing, damaged or of another kind
     */
    public static TrainedModel load(Path file) {
        return ModelFile.read(file);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
