package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mat4j.core.measure.attack.ensemble.Ball;
import org.mat4j.core.measure.attack.ensemble.EnsembleAttack;
import org.mat4j.core.measure.attack.ensemble.StandardEnsemble;
import org.mat4j.core.method.Methods;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.Trainer;
import org.mat4j.core.train.TrainingConfig;
import org.mat4j.data.example.ExampleIterator;
import org.mat4j.data.image.ImageData;
import org.mat4j.layers.network.LeNetPlusPlus;

/** The standard ensemble on LeNet++: convolutions, PReLU and pooling as they are trained here. */
class RobustAccuracyTest {
    private static final ImageData ATTACKED = Trained.TEST.atMost(12, 1);

    private static TrainedModel model;

    @BeforeAll
    static void train() {
        model = Trainer.builder(LeNetPlusPlus.builder().width(2).latentSize(8).build())
                .config(TrainingConfig.builder()
                        .method(Methods.baseline())
                        .updates(100)
                        .seed(1)
                        .build())
                .build()
                .fit(ExampleIterator.forTraining(Trained.TRAINING, 50, 1));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static RobustAccuracy of(StandardEnsemble ensemble) {
        return RobustAccuracy.of(new NamedClassifier("lenet", model.classifier()), ATTACKED, List.of(ensemble))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theEnsembleLeavesNoMoreThanEachAttackAndEachNoMoreThanNone() {
        StandardEnsemble all = StandardEnsemble.of(Ball.L_INFINITY, 0.07)
                .withIterations(5)
                .withTargets(1)
                .withQueries(20);
        RobustAccuracy together = of(all);
        assertTrue(together.clean() > 30, "clean accuracy " + together.clean());
        assertTrue(together.robust() < together.clean(), together.toString());
        assertEquals(4, together.attacks().size());
        for (EnsembleAttack attack : all.attacks()) {
            RobustAccuracy alone = of(all.withAttacks(List.of(attack)));
            assertEquals(together.clean(), alone.clean(), attack.id());
            assertTrue(together.robust() <= alone.robust(), attack.id());
            assertTrue(alone.robust() <= alone.clean(), attack.id());
        }
    }
}
