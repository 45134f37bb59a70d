package org.mat4j.core.engine.gradient;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Mask;
import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.engine.op.ResidualSum;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.AvgPooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2DDerivative;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Upsampling2d;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scalar.PRelu;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LeakyReLUDerivative;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.bp.MulBpOp;

/**
 * How operations are differentiated where SameDiff's own {@code doDiff} is wrong, wasteful or missing; g is the gradient
 * of the operation's output.
 */
final class GradientRules {

    /** Adds the operations that compute the gradients of an operation's inputs. */
    @FunctionalInterface
    interface Rule {

        /**
         * @param outputGradients the loss's gradient for each output of the operation; all present
         * @param needed for each input, whether its gradient will be used; what is not needed should not be computed
         * @return a gradient for each input, null where it is not needed or always zero
         */
        List<SDVariable> apply(DifferentialFunction operation, List<SDVariable> outputGradients, boolean[] needed);
    }

    private static final Map<Class<?>, Rule> RULES = Map.ofEntries(
            entry(Conv2D.class, ConvolutionRule::apply),
            entry(Mmul.class, GradientRules::matrixProduct),
            entry(TrainingBatchNorm.class, GradientRules::batchNorm),
            entry(Prelu.class, GradientRules::prelu),
            entry(PRelu.class, GradientRules::stockPrelu),
            entry(LeakyRelu.class, GradientRules::leakyRelu),
            entry(RectifiedLinear.class, GradientRules::rectifiedLinear),
            entry(Max.class, (op, g, needed) -> choice(op.arg(0).gte(op.arg(1)), op, g.get(0))),
            entry(Min.class, (op, g, needed) -> choice(op.arg(0).lte(op.arg(1)), op, g.get(0))),
            entry(AvgPooling2D.class, GradientRules::averagePooling),
            entry(Upsampling2d.class, GradientRules::upsampling),
            // y = x m with a constant m
            entry(Mask.class, (op, g, needed) -> List.of(g.get(0).mul(op.arg(1)))));

    private GradientRules() {}

    static Rule ruleFor(DifferentialFunction operation) {
        if (Channels.isScale(operation)) {
            return GradientRules::channelScale;
        }
        if (Channels.isShift(operation)) {
            return (op, g, needed) -> Arrays.asList(g.get(0), needed[1] ? Channels.sum(g.get(0)) : null);
        }
        if (ResidualSum.is(operation)) {
            return (op, g, needed) -> List.of(g.get(0), g.get(0));
        }
        return RULES.getOrDefault(operation.getClass(), (op, g, needed) -> op.doDiff(g));
    }

    /** y = x s with one s per channel: dx = g s, ds = channel sum of g x. */
    private static List<SDVariable> channelScale(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        SDVariable dx = needed[0] ? g.get(0).mul(op.arg(1)) : null;
        SDVariable ds = needed[1] ? Channels.sum(g.get(0).mul(op.arg(0))) : null;
        return Arrays.asList(dx, ds);
    }

    private static List<SDVariable> prelu(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        return needed[1]
                ? List.of(PreluBackward.of(op.arg(0), op.arg(1), g.get(0)))
                : Arrays.asList(PreluInputGradient.of(op.arg(0), op.arg(1), g.get(0)), null);
    }

    /** For the input alone: dx = g (slope + (1 - slope) step(x)). The stock gradient refuses large inputs. */
    private static List<SDVariable> stockPrelu(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        if (needed[1]) {
            return op.doDiff(g);
        }
        SameDiff graph = op.getSameDiff();
        SDVariable step = graph.math().sign(graph.nn().relu(op.arg(0), 0));
        SDVariable slope = op.arg(1);
        return Arrays.asList(g.get(0).mul(slope.add(step.mul(slope.rsub(1)))), null);
    }

    private static List<SDVariable> leakyRelu(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        double slope = ((LeakyRelu) op).slope();
        SDVariable derivative =
                new LeakyReLUDerivative(op.getSameDiff(), op.outputVariable(), false, slope).outputVariable();
        return List.of(derivative.mul(g.get(0)));
    }

    /** y = max(x, 0): dx = g where y is positive. Stock relu_bp takes ten times as long as sign and product. */
    private static List<SDVariable> rectifiedLinear(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        if (((RectifiedLinear) op).scalar().getDouble(0) != 0) {
            return op.doDiff(g);
        }
        return List.of(g.get(0).mul(op.getSameDiff().math().sign(op.outputVariable())));
    }

    /**
     * Maximum or minimum of a and b: g goes to the one that is chosen, of equals to a, as for the products c a + (1 - c) b
     * with a constant c of y's shape. The stock gradients are wrong where b is broadcast.
     */
    private static List<SDVariable> choice(SDVariable first, DifferentialFunction op, SDVariable g) {
        SameDiff graph = op.getSameDiff();
        SDVariable c = first.castTo(g.dataType());
        return Arrays.asList(
                new MulBpOp(graph, op.arg(0), c, g).outputVariables()[0],
                new MulBpOp(graph, op.arg(1), c.rsub(1.0), g).outputVariables()[0]);
    }

    /** By the arguments that the operation itself reads; the stock gradient takes the divisor from elsewhere. */
    private static List<SDVariable> averagePooling(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        long[] a = ((AvgPooling2D) op).iArgs();
        Pooling2DConfig config = Pooling2DConfig.builder()
                .type(Pooling2D.Pooling2DType.AVG)
                .kH(a[0])
                .kW(a[1])
                .sH(a[2])
                .sW(a[3])
                .pH(a[4])
                .pW(a[5])
                .dH(a[6])
                .dW(a[7])
                .paddingMode(a[8] == 1 ? PaddingMode.SAME : PaddingMode.VALID)
                .divisor(Pooling2D.Divisor.values()[(int) a[9]])
                .isNHWC(a[10] == 1)
                .build();
        SDVariable[] inputs = {op.arg(0), g.get(0)};
        return List.of(new Pooling2DDerivative(op.getSameDiff(), inputs, config).outputVariable());
    }

    /** Each pixel became a window of pixels: the sum of g over it. The stock gradient mixes up its arguments. */
    private static List<SDVariable> upsampling(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        long[] scale = ((Upsampling2d) op).iArgs();
        Pooling2DConfig windows = Pooling2DConfig.builder()
                .kH(scale[0])
                .kW(scale[1])
                .sH(scale[0])
                .sW(scale[1])
                .isNHWC(scale[2] == 0)
                .build();
        return List.of(op.getSameDiff().cnn().avgPooling2d(g.get(0), windows).mul(scale[0] * scale[1]));
    }

    /** The gradient of x already passes through the batch's mean and variance: those two get none of their own. */
    private static List<SDVariable> batchNorm(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        SDVariable[] inputs = {op.arg(0), op.arg(1), op.arg(2), op.arg(3), g.get(0)};
        SDVariable[] result = new BatchNormBackward(inputs, ((TrainingBatchNorm) op).getEpsilon()).outputVariables();
        return Arrays.asList(result[0], null, null, result[1], result[2]);
    }

    /** Matrices y = a b: da = g b', db = a' g, each only where needed. Stock {@code matmul_bp} always computes both. */
    private static List<SDVariable> matrixProduct(DifferentialFunction op, List<SDVariable> g, boolean[] needed) {
        SDVariable a = op.arg(0);
        SDVariable b = op.arg(1);
        boolean transposed = Arrays.stream(((Mmul) op).iArgs()).anyMatch(i -> i != 0);
        if (transposed || !(isMatrix(a) || isMatrix(b))) {
            return op.doDiff(g);
        }
        SameDiff graph = op.getSameDiff();
        return Arrays.asList(
                needed[0] ? graph.mmul(g.get(0), b, false, true, false) : null,
                needed[1] ? graph.mmul(a, g.get(0), true, false, false) : null);
    }

    /** Both operands have the same rank, so that of one is enough; that of values in between is not known. */
    private static boolean isMatrix(SDVariable variable) {
        long[] shape = variable.getShape();
        return shape != null && shape.length == 2;
    }
}
