package org.mat4j.core.model;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Memory;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.io.InputFile;
import org.mat4j.core.network.BatchCheck;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes a classifier of anyone's graph: finds what is asked for by name, and tries it. */
final class PlainGraph {
    private static final int TRIED = 4;
    private static final double ROUNDING = 1e-4;

    private PlainGraph() {}

    static SameDiff read(Path file) {
        try {
            // Loaded by its content, not by its extension.
            return ModelFile.graph(InputFile.bytes(file));
        } catch (NoSuchFileException e) {
            throw new ModelFileException("there is no graph file " + file, e);
        } catch (IOException | RuntimeException e) {
            String reason = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
            throw new ModelFileException(
                    "cannot read the graph file " + file + ": " + reason + "; expected what SameDiff.save writes", e);
        }
    }

    static Classifier classifier(SameDiff graph, String input, String logits, Map<String, INDArray> others) {
        SDVariable placeholder = graph.getVariable(input);
        Checks.require(
                placeholder != null && placeholder.isPlaceHolder(),
                "input",
                "'" + input + "'",
                "a placeholder of the graph, one of " + graph.inputs());
        Checks.require(
                placeholder.dataType() == DataType.FLOAT || placeholder.dataType() == DataType.DOUBLE,
                "type of the input '" + input + "'",
                placeholder.dataType(),
                "FLOAT or DOUBLE");
        long[] shape = placeholder.getShape();
        Checks.require(
                shape != null
                        && shape.length > 1
                        && shape[0] < 0
                        && Arrays.stream(shape).skip(1).allMatch(size -> size > 0),
                "shape of the input '" + input + "'",
                Arrays.toString(shape),
                "[-1, ...], with any number of examples and the known shape of one");
        Checks.require(
                graph.hasVariable(logits),
                "logits",
                "'" + logits + "'",
                "a variable of the graph, such as one of " + graph.outputs());
        SameDiff copy = ModelFile.graph(ModelFile.bytes(graph));
        bind(copy, input, logits, others);
        long[] example = Arrays.copyOfRange(shape, 1, shape.length);
        int classCount = classCount(tried(copy, input, logits, example), copy, logits, placeholder.dataType());
        return new Classifier(
                copy, new Classifier.Names(input, Optional.empty(), logits), example, classCount, Map.of());
    }

    /** Turns the other placeholders that the logits depend on into constants. */
    private static void bind(SameDiff graph, String input, String logits, Map<String, INDArray> others) {
        Set<String> needed;
        try (GraphProgram program = new GraphProgram(graph, List.of(logits))) {
            needed = new TreeSet<>(program.placeholders());
        }
        Checks.require(
                needed.remove(input), "logits", "'" + logits + "'", "a variable that depends on '" + input + "'");
        Checks.require(
                needed.equals(others.keySet()),
                "list of other placeholders with a value",
                new TreeSet<>(others.keySet()),
                needed + ", on which '" + logits + "' depends beside '" + input + "'");
        others.forEach((name, value) -> {
            SDVariable variable = graph.getVariable(name);
            try {
                variable.setArray(value.castTo(variable.dataType()).dup());
            } catch (IllegalStateException e) {
                throw new IllegalArgumentException("the value of '" + name + "' does not fit: " + e.getMessage(), e);
            }
            graph.convertToConstant(variable);
        });
    }

    private static INDArray tried(SameDiff graph, String input, String logits, long[] example) {
        Memory.requireNative(
                TRIED + " examples of the input '" + input + "', of shape " + Arrays.toString(example) + " each,",
                Memory.bytes(DataType.DOUBLE, BatchCheck.batchShape(TRIED, example)));
        INDArray x = Nd4j.linspace(0, 1, TRIED * ArrayUtil.prodLong(example), DataType.DOUBLE)
                .reshape('c', BatchCheck.batchShape(TRIED, example));
        try (GraphProgram program = new GraphProgram(graph, List.of(logits))) {
            return program.run(Map.of(input, x), 0).get(logits).dup();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the graph cannot be run from '" + input + "' of shape " + Arrays.toString(x.shape()) + " to '"
                            + logits + "': " + e.getMessage(),
                    e);
        }
    }

    private static int classCount(INDArray logits, SameDiff graph, String name, DataType type) {
        Checks.require(
                logits.dataType() == type,
                "type of the logits '" + name + "'",
                logits.dataType(),
                type + " as the input has");
        Checks.require(
                logits.rank() == 2 && logits.size(0) == TRIED && logits.size(1) > 1,
                "shape of the logits '" + name + "' of " + TRIED + " examples",
                Arrays.toString(logits.shape()),
                "[" + TRIED + ", m] with a column for each of 2 classes or more");
        boolean probabilities = logits.minNumber().doubleValue() >= 0
                && logits.sum(1).sub(1).amaxNumber().doubleValue() < ROUNDING;
        if (probabilities) {
            String producer = graph.getVariables().get(name).getOutputOfOp();
            throw new IllegalArgumentException(
                    "the logits '" + name + "' are probabilities, whose sum is 1 for each example,"
                            + " expected the scores before the softmax: name what it is computed from, "
                            + graph.getOps().get(producer).getInputsToOp());
        }
        return (int) logits.size(1);
    }
}
