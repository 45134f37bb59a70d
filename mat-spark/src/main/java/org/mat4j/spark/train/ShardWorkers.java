package org.mat4j.spark.train;

import java.util.ArrayDeque;
import java.util.Deque;
import org.mat4j.core.train.ShardWorker;

/** The workers of this process for one training: as many as there were tasks at once. Those of an earlier training are closed. */
final class ShardWorkers {

    private static final Deque<ShardWorker> IDLE = new ArrayDeque<>();
    private static String training = "";

    private ShardWorkers() {}

    /** A worker that nobody else uses; a new one if all are in use. */
    static ShardWorker take(String id, TrainingRecipe recipe) {
        synchronized (IDLE) {
            if (!training.equals(id)) {
                training = id;
                IDLE.forEach(ShardWorker::close);
                IDLE.clear();
            }
            if (!IDLE.isEmpty()) {
                return IDLE.pop();
            }
        }
        return new ShardWorker(recipe.network(), recipe.config());
    }

    static void giveBack(String id, ShardWorker worker) {
        synchronized (IDLE) {
            if (training.equals(id)) {
                IDLE.push(worker);
                return;
            }
        }
        worker.close();
    }
}
