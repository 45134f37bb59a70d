package org.mat4j.core.measure.attack.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mat4j.core.engine.gradient.Gradients;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.measure.attack.internal.OneHot;
import org.mat4j.core.measure.attack.internal.Slots;
import org.mat4j.core.method.direction.Bounds;
import org.mat4j.core.model.Classifier;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Answers an attack's questions to a model: many points in one run of one program. */
final class Oracle implements AutoCloseable {
    private static final String LABELS = "ensemble_labels";
    private static final String TARGETS = "ensemble_targets";
    private static final String LOSS = "ensemble_loss";
    private static final String GRADIENT = "ensemble_gradient";

    private final Classifier classifier;
    private final Bounds bounds;
    private final GraphProgram program;
    private final boolean blackBox;
    private final long[] inputShape;

    /**
     * A question.
     *
     * @param point [d]
     * @param label the true class
     * @param target the class that is wanted
     */
    record Question(double[] point, int label, int target) {}

    Oracle(Classifier classifier, Bounds bounds, EnsembleAttack attack) {
        this.classifier = classifier;
        this.bounds = bounds;
        SameDiff graph = classifier.graph();
        SDVariable input = graph.getVariable(classifier.inputName());
        inputShape = input.getShape().clone();
        SDVariable labels = graph.placeHolder(LABELS, input.dataType(), -1, classifier.classCount());
        SDVariable targets = graph.placeHolder(TARGETS, input.dataType(), -1, classifier.classCount());
        List<String> outputs = new ArrayList<>(List.of(classifier.logitsName()));
        attack.loss(graph.getVariable(classifier.logitsName()), labels, targets).ifPresent(loss -> {
            SDVariable gradient = Gradients.of(loss.sum()).withRespectTo(input).get(0);
            outputs.add(loss.mul(1.0).rename(LOSS).name());
            outputs.add(gradient.mul(1.0).rename(GRADIENT).name());
        });
        blackBox = outputs.size() == 1;
        program = classifier.program(graph, outputs);
    }

    /**
     * @param questions at least one
     * @param capacity number of questions that come at once at most: fewer are answered in a half, a quarter or an eighth
     *     of it, as a program keeps memory for few shapes only
     * @throws IllegalStateException if the model gives logits that are not finite
     */
    List<Answer> ask(List<Question> questions, int capacity) {
        List<Question> rows = new ArrayList<>(questions);
        while (rows.size() < Slots.size(questions.size(), capacity)) {
            rows.add(questions.get(0));
        }
        Map<String, INDArray> out = program.run(
                Map.of(
                        classifier.inputName(),
                        points(rows),
                        LABELS,
                        oneHot(rows.stream().mapToInt(Question::label)),
                        TARGETS,
                        oneHot(rows.stream().mapToInt(Question::target))),
                0);
        LogitRows logits = LogitRows.of(out.get(classifier.logitsName()));
        double[] losses = blackBox ? new double[rows.size()] : values(out.get(LOSS));
        double[] gradients = blackBox ? new double[0] : values(out.get(GRADIENT));
        return IntStream.range(0, questions.size())
                .mapToObj(i -> new Answer(logits, i, losses[i], part(gradients, rows.size(), i)))
                .toList();
    }

    /** As the model's type has them; rounded to single precision, none leaves the bounds. */
    private INDArray points(List<Question> rows) {
        double[] all =
                rows.stream().flatMapToDouble(q -> Arrays.stream(q.point())).toArray();
        long[] shape = inputShape.clone();
        shape[0] = rows.size();
        INDArray points = classifier.dataType() == DataType.DOUBLE
                ? Nd4j.createFromArray(all)
                : Nd4j.createFromArray(floats(all));
        return bounds.clip(points.reshape('c', shape));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int j = 0; j < floats.length; j++) {
            floats[j] = (float) values[j];
        }
        return floats;
    }

    private INDArray oneHot(IntStream classes) {
        return OneHot.of(classes.toArray(), classifier.classCount());
    }

    /** All of an array's numbers, in c order. */
    static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    /** Those of one of its rows. */
    static double[] part(double[] values, int rows, int i) {
        int length = values.length / rows;
        return Arrays.copyOfRange(values, i * length, (i + 1) * length);
    }

    @Override
    public void close() {
        program.close();
    }
}
