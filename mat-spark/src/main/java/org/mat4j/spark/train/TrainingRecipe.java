package org.mat4j.spark.train;

import java.io.Serializable;
import org.mat4j.core.network.Network;
import org.mat4j.core.train.TrainingConfig;

/**
 * What is trained and how, to be made again on each executor: networks and configurations themselves are not sent. Its class must
 * be on the class path of the executors, and give the same on all of them.
 */
public interface TrainingRecipe extends Serializable {

    /** The network. */
    Network network();

    /** How to train. */
    TrainingConfig config();
}
