package org.mat4j.core.train;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;

/** Shows the model to the listeners that look at it, once for all of them. */
final class ModelViews implements TrainingListener {

    private final List<ModelListener> listeners;
    private final Network network;
    private final List<String> classNames;
    private final TrainingConfig config;
    private final Map<String, String> provenance;
    private final ParameterSet parameters;
    private final ModelParameters model;
    private final Supplier<GaussianMixture> mixture;

    ModelViews(
            List<TrainingListener> all,
            Network network,
            List<String> classNames,
            TrainingConfig config,
            Map<String, String> provenance,
            ParameterSet parameters,
            ModelParameters model,
            Supplier<GaussianMixture> mixture) {
        listeners = all.stream()
                .filter(ModelListener.class::isInstance)
                .map(ModelListener.class::cast)
                .toList();
        this.network = network;
        this.classNames = classNames;
        this.config = config;
        this.provenance = provenance;
        this.parameters = parameters;
        this.model = model;
        this.mixture = mixture;
    }

    @Override
    public void onUpdate(UpdateReport report) {
        long update = report.update();
        List<ModelListener> asking =
                listeners.stream().filter(l -> l.wantsModel(update)).toList();
        if (asking.isEmpty()) {
            return;
        }
        model.show();
        try (TrainedModel copy = TrainedModel.of(
                network,
                parameters,
                mixture.get(),
                TrainingRecord.of(network, classNames, config, update, provenance))) {
            asking.forEach(l -> l.onModel(update, copy));
        } finally {
            model.hide();
        }
    }
}
