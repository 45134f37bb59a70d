package org.mat4j.core.testing;

import java.util.Arrays;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Small networks, trained briefly on {@link Blobs} by MAT. */
public final class Models {

    private Models() {}

    public static TrainedModel trained(Network network, DataType type, int updates) {
        int inputs = (int) Arrays.stream(network.inputShape()).reduce(1, (a, b) -> a * b);
        TrainingConfig config = TrainingConfig.builder()
                .method(Methods.mat(2))
                .updater(new Adam(0.02))
                .dataType(type)
                .seed(3)
                .updates(updates)
                .build();
        return Trainer.builder(network)
                .config(config)
                .provenance("data", "blobs")
                .build()
                .fit(Blobs.batches(2, 12, inputs, network.classCount(), 1));
    }
}
