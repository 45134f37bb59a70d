package org.mat4j.spark.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingListener;
import org.mat4j.core.train.UpdateReport;
import org.mat4j.spark.testing.StandaloneCluster;

/** A training on a cluster of three processes, of which one dies. */
class ClusterTrainingTest {

    private static final TrainingRecipe RECIPE = new Recipes.Mat(30);

    @TempDir
    Path home;

    @Test
    void anExecutorThatIsKilledChangesNothing() throws Exception {
        try (StandaloneCluster cluster = new StandaloneCluster(home, 2);
                JavaSparkContext context = cluster.connect()) {
            String undisturbed = SparkTrainerTest.result(
                    SparkTrainer.builder(context, RECIPE, 2).build());
            AtomicInteger killed = new AtomicInteger();

            Trainer.Builder disturbed = SparkTrainer.builder(context, RECIPE, 2).listener(new TrainingListener() {
                @Override
                public void onUpdate(UpdateReport report) {
                    if (report.update() == 10) {
                        new Thread(() -> kill(cluster, killed)).start();
                    }
                }
            });
            String result = SparkTrainerTest.result(disturbed.build());

            assertTrue(killed.get() > 0, "an executor was killed during the training");
            assertEquals(undisturbed, result);
        }
    }

    /** By SIGKILL, while the next updates are sent and computed. */
    private static void kill(StandaloneCluster cluster, AtomicInteger killed) {
        cluster.executor().ifPresent(executor -> {
            if (executor.destroyForcibly()) {
                killed.incrementAndGet();
            }
        });
    }
}
