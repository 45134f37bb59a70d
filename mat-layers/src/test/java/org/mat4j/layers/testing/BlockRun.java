package org.mat4j.layers.testing;

import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.program.GraphProgram;
import org.mat4j.core.network.GraphBuilder;
import org.mat4j.core.network.Mode;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.network.Pass;
import org.mat4j.core.network.StateUpdate;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/** Runs one block in double precision, with random parameters, so that no test passes by zeros. */
public final class BlockRun {

    private final Network network;
    private final ParameterSet parameters;
    private long[] outputShape;

    /**
     * @param block named "b"
     * @param inputShape of one example
     */
    public BlockRun(Block block, long... inputShape) {
        network = new Network() {
            @Override
            public long[] inputShape() {
                return inputShape;
            }

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
                // Some blocks have no parameter, but a network needs one.
                pass.parameter("unused", new ZeroInitScheme('c'), 1);
                Tensor y = block.apply(pass, "b", new Tensor(input, inputShape));
                outputShape = y.shape();
                return new Outputs(y.value(), y.value());
            }
        };
        parameters = ParameterSet.initialize(network, DataType.DOUBLE, 1);
        Nd4j.getRandom().setSeed(2);
        parameters.flat().assign(Nd4j.randn(DataType.DOUBLE, parameters.flat().length()));
    }

    public ParameterSet parameters() {
        return parameters;
    }

    /** How a parameter starts. */
    public INDArray initialValue(String name) {
        return ParameterSet.initialize(network, DataType.DOUBLE, 1).parameter(name);
    }

    /** What the block says its output's shape is. */
    public long[] outputShape() {
        return outputShape.clone();
    }

    /** The block's output. */
    public INDArray run(Mode mode, INDArray x, long seed) {
        GraphBuilder builder = new GraphBuilder(network, mode, parameters);
        SDVariable input = builder.inputPlaceholder("x");
        Outputs features = builder.cleanPass("batch", input);
        return run(builder, features.latent(), x, seed);
    }

    public INDArray run(INDArray x) {
        return run(Mode.TRAINING, x, 0);
    }

    /** The new value of a state after a training pass over x. */
    public INDArray updatedState(String name, INDArray x) {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        builder.cleanPass("batch", builder.inputPlaceholder("x"));
        StateUpdate update = builder.stateUpdates().get(name);
        INDArray state = parameters.state(name).dup();
        update.by(run(builder, update.value(), x, 0)).applyTo(state, 1);
        return state;
    }

    /** The outputs of two passes over the same input, under the names of these batches. */
    public List<INDArray> twoPasses(String first, String second, INDArray x, long seed) {
        GraphBuilder builder = new GraphBuilder(network, Mode.TRAINING, parameters);
        SDVariable input = builder.inputPlaceholder("x");
        String a = builder.cleanPass(first, input).latent().name();
        String b = builder.pass(second, input).latent().name();
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(a, b), parameters.bindings())) {
            Map<String, INDArray> values = program.run(Map.of("x", x), seed);
            return List.of(values.get(a).dup(), values.get(b).dup());
        }
    }

    private INDArray run(GraphBuilder builder, SDVariable output, INDArray x, long seed) {
        try (GraphProgram program = new GraphProgram(builder.graph(), List.of(output.name()), parameters.bindings())) {
            return program.run(Map.of("x", x), seed).get(output.name()).dup();
        }
    }

    /** Normally distributed numbers. */
    public static INDArray randomInput(long... shape) {
        Nd4j.getRandom().setSeed(7);
        return Nd4j.randn(DataType.DOUBLE, shape);
    }
}
