package org.mat4j.core.model;

import java.nio.file.Path;
import java.util.Map;
import org.mat4j.core.mixture.GaussianMixture;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.autodiff.samediff.SameDiff;

/** A trained network with its latent mixture and the record of how it was made. */
public final class TrainedModel implements AutoCloseable {

    private final Classifier classifier;
    private final GaussianMixture mixture;
    private final ModelInfo info;

    TrainedModel(SameDiff graph, GaussianMixture mixture, ModelInfo info) {
        this.classifier = new Classifier(graph, info.inputShape(), info.classCount(), Map.of());
        this.mixture = mixture;
        this.info = info;
    }

    /** A model of the parameters' present values. */
    public static TrainedModel of(Network network, ParameterSet parameters, GaussianMixture mixture, ModelInfo info) {
        return new TrainedModel(Classifier.inferenceGraph(network, parameters), mixture, info);
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
