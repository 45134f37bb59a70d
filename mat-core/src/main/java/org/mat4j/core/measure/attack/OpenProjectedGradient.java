package org.mat4j.core.measure.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.measure.attack.internal.Slots;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link ProjectedGradient} on a model. One run of the program gives the logits at a point and the next point. */
final class OpenProjectedGradient implements OpenAttack {
    private static final String ORIGIN = "attack_origin";
    private static final String SIZE = "attack_size";

    private final ProjectedGradient attack;
    private final Classifier classifier;
    private final Bounds bounds;
    private final Aim aim;
    private final GraphProgram program;
    private final String next;

    OpenProjectedGradient(ProjectedGradient attack, Classifier classifier, Bounds bounds, Criterion criterion) {
        this.attack = attack;
        this.classifier = classifier;
        this.bounds = Objects.requireNonNull(bounds, "bounds");
        aim = new Aim(criterion, classifier);
        SameDiff graph = classifier.graph();
        SDVariable point = graph.getVariable(classifier.inputName());
        int rank = point.getShape().length;
        SDVariable origin = graph.placeHolder(ORIGIN, point.dataType(), point.getShape());
        SDVariable size = graph.placeHolder(SIZE, point.dataType(), ones(rank));
        SDVariable step = aim.steepest(graph, attack.norm()).mul(size.mul(attack.stepSize()));
        SDVariable r = attack.norm().project(point.sub(origin).add(step), size, rank);
        next = bounds.clip(origin.add(r)).name();
        program = classifier.program(graph, List.of(classifier.logitsName(), next));
    }

    private static long[] ones(int rank) {
        return LongStream.generate(() -> 1).limit(rank).toArray();
    }

    @Override
    public List<INDArray> perturb(AttackBatch batch, double... epsilons) {
        AttackBatch checked = batch.checked(classifier, bounds, epsilons);
        INDArray x = checked.features();
        int[] followed = aim.followed(x, checked.classes(classifier));
        List<INDArray> result = new ArrayList<>();
        for (double epsilon : epsilons) {
            Strongest strongest = new Strongest(x, aim, followed, attack.stop());
            for (int run = 0; epsilon > 0 && run < attack.restarts() && strongest.isOpen(); run++) {
                run(checked, strongest, epsilon, run);
            }
            result.add(strongest.points());
        }
        return result;
    }

    private void run(AttackBatch batch, Strongest strongest, double epsilon, int run) {
        Slots slots = Slots.of(strongest.open(), (int) batch.features().size(0));
        INDArray point = start(batch, slots, epsilon, run);
        Map<String, INDArray> values = values(batch, strongest, slots, epsilon);
        for (int step = 0; step < attack.steps(); step++) {
            values.put(classifier.inputName(), point);
            Map<String, INDArray> out = program.run(values, 0);
            strongest.passed(slots, LogitRows.of(out.get(classifier.logitsName())), point);
            if (!strongest.isOpen()) {
                return;
            }
            // The program's own array is overwritten by its next run, after which the point may still be kept.
            point.assign(out.get(next));
            Slots fewer = slots.shrunk(strongest::isOpen);
            if (fewer != slots) {
                point = fewer.rows(point, slots);
                slots = fewer;
                values = values(batch, strongest, slots, epsilon);
            }
        }
        strongest.ended(slots, LogitRows.of(classifier, point), point);
    }

    private INDArray start(AttackBatch batch, Slots slots, double epsilon, int run) {
        INDArray x = slots.rows(batch.features());
        if (run == 0) {
            return x;
        }
        long[] numbers = Arrays.stream(slots.examples())
                .mapToLong(e -> e + batch.first())
                .toArray();
        INDArray noise = new ExampleNoise(batch.seed(), run).inBall(attack.norm(), numbers, x);
        return bounds.clip(x.addi(noise.muli(epsilon)));
    }

    private Map<String, INDArray> values(AttackBatch batch, Strongest strongest, Slots slots, double epsilon) {
        INDArray x = batch.features();
        return new HashMap<>(Map.of(
                ORIGIN,
                slots.rows(x),
                SIZE,
                Nd4j.valueArrayOf(ones(x.rank()), epsilon, x.dataType()),
                Aim.CLASSES,
                aim.oneHot(strongest.followed(slots))));
    }

    @Override
    public void close() {
        program.close();
    }
}
