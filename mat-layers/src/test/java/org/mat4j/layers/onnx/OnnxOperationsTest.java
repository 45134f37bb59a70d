package org.mat4j.layers.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.network.BatchCheck;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every operation that can be expressed computes the same in ONNX Runtime as in SameDiff. */
class OnnxOperationsTest {

    private static final String INPUT = "x";
    private static final String OUTPUT = "y";

    static List<Expressions.Expression> expressions() {
        return Expressions.all();
    }

    private static SameDiff graph(Expressions.Expression expression) {
        Nd4j.getRandom().setSeed(11);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder(INPUT, DataType.FLOAT, BatchCheck.batchShape(-1, expression.shape()));
        graph.identity(OUTPUT, expression.body().apply(graph, x));
        return graph;
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void computesTheSame(Expressions.Expression expression) {
        SameDiff graph = graph(expression);
        OnnxGraph onnx = new OnnxGraph(Set.of(INPUT, "out"));
        onnx.input(INPUT, "", expression.shape());
        String value = new GraphTranslation(graph, INPUT, expression.shape(), List.of(OUTPUT), onnx).value(OUTPUT);
        GraphProto.Builder proto = onnx.build("test").toBuilder();
        proto.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput("out"));
        ValueInfoProto.Builder info = proto.addOutputBuilder().setName("out");
        info.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE);
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(8).setGraph(proto);
        model.addOpsetImportBuilder().setVersion(OnnxGraph.OPERATOR_SET);
        try (OnnxRun run = new OnnxRun(model.build().toByteArray())) {
            for (int n : new int[] {1, 5}) {
                INDArray x = Nd4j.rand(DataType.FLOAT, BatchCheck.batchShape(n, expression.shape()))
                        .muli(2)
                        .subi(1);
                INDArray expected = graph.output(Map.of(INPUT, x), OUTPUT).get(OUTPUT);
                OnnxRun.Array actual = run.run(INPUT, x).get("out");
                assertArrayEquals(expected.shape(), actual.shape(), () -> expression + " of " + n);
                assertArrayEquals(
                        expected.dup('c').data().asDouble(), actual.values(), 1e-5, () -> expression + " of " + n);
            }
        }
    }

    @Test
    void everyTranslatorIsTested() {
        Set<String> tested = new TreeSet<>();
        for (Expressions.Expression expression : expressions()) {
            graph(expression)
                    .getOps()
                    .values()
                    .forEach(op -> tested.add(op.getOp().opName()));
        }
        Set<String> untested = OnnxExport.operations();
        untested.removeAll(tested);
        assertEquals(Set.of(), untested);
    }
}
