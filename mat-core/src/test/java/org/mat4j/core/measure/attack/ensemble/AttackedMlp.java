package org.mat4j.core.measure.attack.ensemble;

import java.util.List;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.mat4j.core.testing.check.NaiveMlp;
import org.mat4j.core.testing.check.Values;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A small network in double precision with examples within bounds, and the same weights in plain loops.
 *
 * @param model to attack
 * @param naive the same
 */
record AttackedMlp(TrainedModel model, NaiveMlp naive) implements AutoCloseable {
    static final int CLASSES = 5;
    static final Bounds BOUNDS = new Bounds(-2.5, 2.5);
    static final double[][] X =
            Values.rows(BOUNDS.clip(Blobs.batch(12, 4, CLASSES, 70).getFeatures()));

    static AttackedMlp train() {
        TrainedModel model = Models.trained(TestNetwork.dense(4, 6, CLASSES), DataType.DOUBLE, 40);
        return new AttackedMlp(model, NaiveMlp.of(model));
    }

    Victim victim(int i) {
        return Victim.of(X[i], new long[] {4}, i % CLASSES, naive.logits(X[i]), 3, i);
    }

    Oracle oracle(EnsembleAttack attack) {
        return new Oracle(model.classifier(), BOUNDS, attack);
    }

    /** Whether a search goes on after the answer to the point that it asks for. */
    static boolean goesOn(Search search, Oracle oracle, Victim victim, int target) {
        Oracle.Question question = new Oracle.Question(search.point(), victim.label(), target);
        return search.take(oracle.ask(List.of(question), 1).get(0));
    }

    @Override
    public void close() {
        model.close();
    }
}
