package org.mat4j.core.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.engine.program.GraphProgram;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.weightinit.impl.OneInitScheme;

/** What a network's first layer makes of inputs. */
public final class FirstLayer {

    private static final String INPUT = "input";

    private FirstLayer() {}

    /**
     * Computes it.
     *
     * @param inputs FLOAT [n, inputShape...]
     * @return [n, inputShape...]; the inputs themselves where there is no layer
     */
    public static INDArray apply(InputLayer layer, INDArray inputs) {
        if (layer == InputLayer.NONE) {
            return inputs;
        }
        long[] shape = Arrays.stream(inputs.shape()).skip(1).toArray();
        Network alone = new Alone(shape).preprocessedBy(layer);
        return apply(alone, ParameterSet.initialize(alone, DataType.FLOAT, 1), inputs);
    }

    /**
     * As {@link #apply(InputLayer, INDArray)}, of {@link Network#preprocess}.
     *
     * @param parameters of the network
     * @param inputs of the parameters' type
     */
    public static INDArray apply(Network network, ParameterSet parameters, INDArray inputs) {
        return Workspaces.outside(() -> {
            GraphBuilder builder =
                    new GraphBuilder(network, Mode.INFERENCE, parameters, PerturbationSpace.PREPROCESSED);
            SDVariable output = builder.input(INPUT);
            if (output.isPlaceHolder()) {
                return inputs;
            }
            try (GraphProgram program = new GraphProgram(builder.graph(), List.of(output.name()))) {
                return program.run(Map.of(INPUT, inputs), 0).get(output.name()).dup();
            }
        });
    }

    /** Stands for the network behind a layer; it is never built. */
    private record Alone(long[] inputShape) implements Network {

        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public int classCount() {
            return 2;
        }

        @Override
        public Outputs build(Pass pass, SDVariable input) {
            // A network has at least one parameter.
            SDVariable sum = input.sum(IntStream.range(1, inputShape.length + 1).toArray())
                    .mul(pass.parameter("scale", new OneInitScheme('c'), 1));
            return new Outputs(sum, sum);
        }
    }
}
