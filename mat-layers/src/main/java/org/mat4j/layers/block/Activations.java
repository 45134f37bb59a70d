package org.mat4j.layers.block;

import java.util.function.UnaryOperator;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.layers.block.internal.Registry;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** ND4J's activations as operations of a graph. */
final class Activations {

    static final Registry<UnaryOperator<SDVariable>> ALL = new Registry<UnaryOperator<SDVariable>>()
            .with(ActivationIdentity.class, a -> x -> x)
            .with(ActivationReLU.class, Activations::relu)
            .with(ActivationLReLU.class, a -> leaky(a.getAlpha()))
            .with(ActivationReLU6.class, a -> x -> x.getSameDiff().nn().relu6(x, 0))
            .with(
                    ActivationThresholdedReLU.class,
                    a -> x -> x.mul(x.gt(a.getTheta()).castTo(x.dataType())))
            .with(ActivationELU.class, a -> elu(a.getAlpha()))
            .with(ActivationSELU.class, a -> x -> x.getSameDiff().nn().selu(x))
            .with(ActivationGELU.class, Activations::gelu)
            .with(ActivationSwish.class, a -> x -> x.getSameDiff().nn().swish(x))
            .with(ActivationMish.class, a -> x -> x.mul(x.getSameDiff().math().tanh(softplus(x))))
            .with(ActivationSoftPlus.class, a -> Activations::softplus)
            .with(ActivationSoftSign.class, a -> x -> x.getSameDiff().nn().softsign(x))
            .with(ActivationSigmoid.class, a -> x -> x.getSameDiff().nn().sigmoid(x))
            .with(ActivationHardSigmoid.class, a -> x -> x.getSameDiff().nn().hardSigmoid(x))
            .with(ActivationTanH.class, a -> x -> x.getSameDiff().math().tanh(x))
            .with(ActivationHardTanH.class, a -> x -> x.getSameDiff().nn().hardTanh(x))
            .with(ActivationRationalTanh.class, a -> x -> x.getSameDiff().math().rationalTanh(x))
            .with(
                    ActivationRectifiedTanh.class,
                    a -> x -> x.getSameDiff().math().rectifiedTanh(x))
            .with(ActivationCube.class, a -> x -> x.mul(x).mul(x))
            .with(ActivationSoftmax.class, a -> x -> x.getSameDiff().nn().softmax(x, -1));

    private Activations() {}

    private static UnaryOperator<SDVariable> relu(ActivationReLU a) {
        double threshold = a.getThreshold() == null ? 0 : a.getThreshold();
        Checks.require(threshold == 0, "threshold of a ReLU", threshold, "0, or an ActivationThresholdedReLU");
        UnaryOperator<SDVariable> relu = leaky(a.getNegativeSlope() == null ? 0 : a.getNegativeSlope());
        if (a.getMax() == null) {
            return relu;
        }
        return x -> x.getSameDiff()
                .math()
                .min(relu.apply(x), x.getSameDiff().constant(a.getMax()).castTo(x.dataType()));
    }

    private static UnaryOperator<SDVariable> leaky(double slope) {
        Checks.require(slope >= 0 && slope < 1, "slope of a ReLU below 0", slope, "a number in [0, 1)");
        return slope == 0 ? x -> x.getSameDiff().nn().relu(x, 0) : x -> LeakyRelu.of(x, slope);
    }

    /** SameDiff's own knows an alpha of 1 alone. */
    private static UnaryOperator<SDVariable> elu(double alpha) {
        if (alpha == 1) {
            return x -> x.getSameDiff().nn().elu(x);
        }
        return x -> {
            SDVariable positive = x.getSameDiff().nn().relu(x, 0);
            return positive.add(x.getSameDiff().math().expm1(x.sub(positive)).mul(alpha));
        };
    }

    private static UnaryOperator<SDVariable> gelu(ActivationGELU a) {
        return a.isPrecise()
                ? x -> x.getSameDiff().nn().preciseGelu(x)
                : x -> x.getSameDiff().nn().gelu(x);
    }

    private static SDVariable softplus(SDVariable x) {
        return x.getSameDiff().nn().softplus(x);
    }
}
