package org.mat4j.core.engine.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.engine.testing.NaiveConvolution;
import org.mat4j.core.testing.check.Values;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/** Of a size at which the way that it is computed depends on the processor. */
class LargeConvolutionTest {

    private static final int CHANNELS = 160;

    @ParameterizedTest
    @EnumSource(
            value = PaddingMode.class,
            names = {"SAME", "VALID"})
    void convolutionAndGradientsAreThoseOfTheDefinition(PaddingMode padding) {
        int pad = padding == PaddingMode.SAME ? 1 : 0;
        INDArray x = Values.normal(1, 16, 16, 16, CHANNELS).castTo(DataType.FLOAT);
        INDArray w = Values.normal(2, 3, 3, CHANNELS, CHANNELS).castTo(DataType.FLOAT);
        INDArray bias = Values.normal(3, CHANNELS).castTo(DataType.FLOAT);
        INDArray g = Values.normal(4, 16, 14 + 2 * pad, 14 + 2 * pad, CHANNELS).castTo(DataType.FLOAT);
        SameDiff graph = SameDiff.create();
        SDVariable[] inputs = {graph.var("x", x), graph.var("w", w), graph.var("b", bias)};
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(3)
                .kW(3)
                .paddingMode(padding)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        SDVariable y = graph.cnn().conv2d(inputs[0], inputs[1], inputs[2], config);
        SDVariable loss = y.mul(graph.constant(g)).sum();
        List<SDVariable> all = Gradients.of(loss).withRespectTo(inputs);
        SDVariable alone = Gradients.of(loss).withRespectTo(inputs[0]).get(0);
        NaiveConvolution naive = new NaiveConvolution(x, w, g, pad, pad);
        List<String> names = List.of(
                y.name(), all.get(0).name(), all.get(1).name(), all.get(2).name(), alone.name());
        try (GraphProgram program = new GraphProgram(graph, names)) {
            program.run(Map.of(), 0);
            Map<String, INDArray> values = program.run(Map.of(), 0);
            Random random = new Random(1);
            for (int k = 0; k < 20; k++) {
                long[] i = NaiveConvolution.position(random.nextInt((int) g.length()), g.shape());
                double result = naive.result(i[0], i[1], i[2], i[3]) + bias.getDouble(i[3]);
                assertEquals(result, values.get(names.get(0)).getDouble(i), 1e-3, "result");
                long[] j = NaiveConvolution.position(random.nextInt((int) x.length()), x.shape());
                double input = naive.ofInput(j[0], j[1], j[2], j[3]);
                assertEquals(input, values.get(names.get(1)).getDouble(j), 1e-3, "input");
                assertEquals(
                        input,
                        values.get(names.get(4)).getDouble(j),
                        1e-3,
                        "input, of which alone the gradient is asked");
                long[] l = NaiveConvolution.position(random.nextInt((int) w.length()), w.shape());
                double weight = naive.ofWeight(l[0], l[1], l[2], l[3]);
                assertEquals(weight, values.get(names.get(2)).getDouble(l), 3e-3, "weights");
                assertEquals(naive.ofBias(l[3]), values.get(names.get(3)).getDouble(l[3]), 3e-3, "bias");
            }
        }
    }
}
