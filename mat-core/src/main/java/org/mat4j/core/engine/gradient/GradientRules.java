package org.mat4j.core.engine.gradient;

import java.util.Map;
import org.mat4j.core.engine.op.ChannelScale;
import org.mat4j.core.engine.op.ChannelShift;
import org.mat4j.core.engine.op.LeakyRelu;
import org.mat4j.core.engine.op.Mask;
import org.mat4j.core.engine.op.Prelu;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Min;

/** The table of rules: operations that are not in it are differentiated by SameDiff's own {@code doDiff}. */
final class GradientRules {

    private static final GradientRule STOCK = (operation, gradients, needed) -> operation.doDiff(gradients);

    private static final Map<Class<?>, GradientRule> RULES = Map.ofEntries(
            Map.entry(Conv2D.class, new ConvolutionRule()),
            Map.entry(Mmul.class, new MatrixProductRule()),
            Map.entry(TrainingBatchNorm.class, new BatchNormRule()),
            Map.entry(Prelu.class, ActivationRules::prelu),
            Map.entry(LeakyRelu.class, ActivationRules::leakyRelu),
            Map.entry(RectifiedLinear.class, ElementwiseRules::rectifiedLinear),
            Map.entry(Max.class, ElementwiseRules::maximum),
            Map.entry(Min.class, ElementwiseRules::minimum),
            Map.entry(Mask.class, ElementwiseRules::mask));

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
