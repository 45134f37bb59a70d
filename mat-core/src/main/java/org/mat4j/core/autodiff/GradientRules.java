package org.mat4j.core.autodiff;

import java.util.Map;
import org.mat4j.core.ops.ChannelScale;
import org.mat4j.core.ops.ChannelShift;
import org.mat4j.core.ops.LeakyRelu;
import org.mat4j.core.ops.Prelu;
import org.mat4j.core.ops.TrainingBatchNorm;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;

/** The table of rules: operations that are not in it are differentiated by SameDiff's own {@code doDiff}. */
final class GradientRules {

    private static final GradientRule STOCK = (operation, gradients, needed) -> operation.doDiff(gradients);

    private static final Map<Class<?>, GradientRule> RULES = Map.of(
            Conv2D.class, new ConvolutionRule(),
            TrainingBatchNorm.class, new BatchNormRule(),
            Prelu.class, ActivationRules::prelu,
            LeakyRelu.class, ActivationRules::leakyRelu,
            RectifiedLinear.class, ElementwiseRules::rectifiedLinear,
            Max.class, ElementwiseRules::maximum,
            Min.class, ElementwiseRules::minimum);

    private GradientRules() {}

    static GradientRule ruleFor(DifferentialFunction operation) {
        if (ChannelScale.isInstance(operation)) {
            return ElementwiseRules::channelScale;
        }
        if (ChannelShift.isInstance(operation)) {
            return ElementwiseRules::channelShift;
        }
        return RULES.getOrDefault(operation.getClass(), STOCK);
    }
}
