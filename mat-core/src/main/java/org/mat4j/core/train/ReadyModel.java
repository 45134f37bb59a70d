package org.mat4j.core.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mat4j.core.engine.backend.Backend;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureConfig;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelInfo;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.model.Versions;
import org.mat4j.core.network.LabelForm;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.NetworkException;
import org.mat4j.core.network.ParameterSet;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A model without a training, of values that are ready: to attack it, to look at its latent, to tell strangers, to serve it.
 *
 * <pre>{@code
 * try (TrainedModel model = ReadyModel.of(Dl4jNetwork.of(multiLayerNetwork), labeled)) { ... }
 * }</pre>
 */
public final class ReadyModel {

    private ReadyModel() {}

    /**
     * Of the initial values that a network brings along, as one of a trained graph does. Those that are drawn are of
     * {@link TrainingConfig#DEFAULT_SEED}.
     *
     * @param labeled as below
     */
    public static TrainedModel of(Network network, DataSetIterator labeled) {
        return of(network, Optional.empty(), labeled);
    }

    /**
     * Of given values.
     *
     * @param labeled examples of all classes, from which the latent's mixture is estimated in inference mode; passed over
     *     once, from its start where it can be reset. Its class names are those of the model
     * @throws IllegalArgumentException if the values do not fit the network, or the data does not, or no mixture fits it
     */
    public static TrainedModel of(Network network, InitialValues values, DataSetIterator labeled) {
        return of(network, Optional.of(values), labeled);
    }

    private static TrainedModel of(Network network, Optional<InitialValues> values, DataSetIterator labeled) {
        Backend.prepare();
        ParameterSet parameters = ParameterSet.initialize(network, DataType.FLOAT, TrainingConfig.DEFAULT_SEED);
        values.ifPresent(v -> v.copyTo(network, parameters));
        if (labeled.resetSupported()) {
            labeled.reset();
        }
        try (Classifier classifier = Classifier.of(network, parameters)) {
            LatentBatch all = NetworkException.naming(
                    network, "cannot be run", () -> ModelMaker.latents(classifier, labeled, LabelForm.ONE_HOT));
            GaussianMixture mixture = GaussianMixture.fit(MixtureConfig.defaults(), all);
            Map<String, String> training = TrainingSettings.of(network);
            training.put("method", "none");
            training.put("mixtureFrom", all.size() + " labeled examples");
            Map<String, String> provenance = new LinkedHashMap<>();
            values.ifPresent(v -> provenance.put(InitialValues.PROVENANCE, v.toString()));
            provenance.put("mat4j", Versions.mat4j());
            provenance.put("nd4j", Versions.nd4j());
            ModelInfo info = new ModelInfo(
                    network.name(),
                    network.inputShape(),
                    network.latentSize(),
                    TrainingData.classNames(labeled, network.classCount()),
                    training,
                    provenance);
            return TrainedModel.of(network, parameters, mixture, info);
        }
    }
}
