package org.mat4j.core.testing;

import java.util.Arrays;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.loss.ManifoldDivergence;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.BatchCheck;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Small networks, trained briefly on {@link Blobs} by MAT. */
public final class Models {

    /** With numbers of its own: other defaults leave the models of the tests as they are. */
    private static final Method METHOD = Methods.mat(2)
            .lambda(0)
            .posterior(0.5)
            .beta(0.1)
            .divergence(ManifoldDivergence.Form.POSTERIOR)
            .shrinkage(0.5);

    private Models() {}

    public static TrainedModel trained(Network network, DataType type, int updates) {
        int inputs = (int) Arrays.stream(network.inputShape()).reduce(1, (a, b) -> a * b);
        TrainingConfig config = TrainingConfig.builder()
                .method(METHOD)
                .updater(new Adam(0.02))
                .dataType(type)
                .seed(3)
                .updates(updates)
                .build();
        return Trainer.builder(network)
                .config(config)
                .provenance("data", "blobs")
                .build()
                .fit(Batches.of(batch(network, inputs, 1), batch(network, inputs, 2)));
    }

    private static DataSet batch(Network network, int inputs, long seed) {
        DataSet flat = Blobs.batch(12, inputs, network.classCount(), seed);
        flat.setFeatures(flat.getFeatures().reshape('c', BatchCheck.batchShape(12, network.inputShape())));
        return flat;
    }
}
