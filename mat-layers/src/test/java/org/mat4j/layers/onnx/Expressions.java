package org.mat4j.layers.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.LocalResponseNormalizationConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.api.ops.impl.transforms.custom.ThresholdRelu;
import org.nd4j.linalg.api.ops.impl.transforms.strict.RationalTanh;
import org.nd4j.linalg.api.ops.impl.transforms.strict.RectifiedTanh;
import org.nd4j.linalg.factory.Nd4j;

/** SameDiff's own operations, as people write them. */
final class Expressions {

    /** Shape of one example. */
    private static final long[] ROW = {4};

    private static final long[] IMAGE = {6, 7, 3};

    private static final List<Expression> ALL = new ArrayList<>();

    private Expressions() {}

    /** One of them, of an input with examples of a shape. */
    record Expression(String name, long[] shape, BiFunction<SameDiff, SDVariable, SDVariable> body) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Expression> all() {
        if (ALL.isEmpty()) {
            arithmetic();
            activations();
            reductions();
            shapes();
            layers();
            images();
        }
        return List.copyOf(ALL);
    }

    private static void row(String name, BiFunction<SameDiff, SDVariable, SDVariable> body) {
        ALL.add(new Expression(name, ROW, body));
    }

    private static void image(String name, BiFunction<SameDiff, SDVariable, SDVariable> body) {
        ALL.add(new Expression(name, IMAGE, body));
    }

    private static SDVariable constant(SameDiff s, long... shape) {
        return s.constant(Nd4j.rand(DataType.FLOAT, shape).addi(0.1));
    }

    /** As what a parameter is: differentiable. */
    private static SDVariable parameter(SameDiff s, long... shape) {
        return s.var(Nd4j.rand(DataType.FLOAT, shape).subi(0.4));
    }

    private static SDVariable above(SDVariable x, double least) {
        return x.mul(x).add(least);
    }

    private static void arithmetic() {
        row(
                "add, subtract, multiply, divide",
                (s, x) -> x.add(constant(s, 4)).mul(constant(s, 1, 4)).sub(x).div(constant(s, 4)));
        row(
                "reverse",
                (s, x) -> x.rsub(constant(s, 4)).rdiv(constant(s, 4)).rsub(2).rdiv(3));
        row("numbers", (s, x) -> x.add(1.5).sub(0.25).mul(3).div(0.7));
        row("squared difference", (s, x) -> x.squaredDifference(constant(s, 4)));
        row("powers", (s, x) -> s.math().pow(above(x, 0.1), constant(s, 4)).add(x.pow(2)));
        row(
                "larger, smaller",
                (s, x) -> s.math().max(x, constant(s, 4)).add(s.math().min(x, constant(s, 4))));
        row("larger, smaller than numbers", (s, x) -> s.scalarMin(s.scalarMax(x, -0.3), 0.4));
        row("merged", (s, x) -> {
            SDVariable y = x.mul(2);
            SDVariable z = x.add(0.1);
            return s.concat(
                    1,
                    s.math().mergeAdd(x, y, z),
                    s.math().mergeAvg(x, y, z),
                    s.math().mergeMax(x, y, z));
        });
        row("signs", (s, x) -> s.math().abs(x).add(s.math().sign(x)).sub(x.neg()));
        row("rounded", (s, x) -> s.math().floor(x.mul(3)).add(s.math().ceil(x.mul(5))));
        row("exponentials", (s, x) -> s.math().exp(x).add(s.math().expm1(x)));
        row("logarithms", (s, x) -> s.math().log(above(x, 0.1)).add(s.math().log1p(above(x, 0))));
        row("roots", (s, x) -> s.math().sqrt(above(x, 0)).add(s.math().rsqrt(above(x, 0.1))));
        row("reciprocal, square, cube", (s, x) -> s.math()
                .reciprocal(s.math().square(x).add(0.1))
                .add(s.math().cube(x)));
        row("waves", (s, x) -> s.math().sin(x).add(s.math().cos(x)).mul(s.math().erf(x)));
        row("clipped", (s, x) -> s.math().clipByValue(s.identity(x), -0.1, 0.3));
        row("compared", (s, x) -> {
            SDVariable y = s.reverse(x, 1);
            return s.stack(0, x.gt(y), x.gte(y), x.lt(y), x.lte(y), x.eq(y)).castTo(DataType.FLOAT);
        });
        row("compared with numbers", (s, x) -> x.gt(0.2)
                .castTo(DataType.FLOAT)
                .sub(x.lt(-0.1).castTo(DataType.INT32).castTo(DataType.FLOAT)));
        row("step", (s, x) -> s.math().step(x, 0.1));
        row("chosen", (s, x) -> s.where(x, x.mul(-3), x.gt(0.1)));
    }

    private static void activations() {
        row("relu", (s, x) -> s.nn().relu(x, 0));
        row("relu with cutoff", (s, x) -> s.nn().relu(x, 0.3));
        row("relu6", (s, x) -> s.nn().relu6(x.mul(10), 0));
        row("threshold relu", (s, x) -> new ThresholdRelu(s, x, 0.4).outputVariable());
        row("leaky relu", (s, x) -> s.nn().leakyRelu(x, 0.2));
        row("elu", (s, x) -> s.nn().elu(x));
        row("selu", (s, x) -> s.nn().selu(x));
        row("sigmoids", (s, x) -> s.concat(1, s.nn().sigmoid(x), s.nn().hardSigmoid(x.mul(3)), s.nn().logSigmoid(x)));
        row("tanh", (s, x) -> s.math().tanh(x));
        row("hard tanh", (s, x) -> s.nn().hardTanh(x.mul(2)));
        row("rectified tanh", (s, x) -> new RectifiedTanh(s, x, false).outputVariable());
        row("rational tanh", (s, x) -> new RationalTanh(s, x.mul(2), false).outputVariable());
        row("softplus", (s, x) -> s.nn().softplus(x.mul(5)));
        row("softsign", (s, x) -> s.nn().softsign(x));
        row("swish", (s, x) -> s.nn().swish(x.mul(3)));
        row("gelu", (s, x) -> s.nn().gelu(x.mul(2)));
        row("precise gelu", (s, x) -> s.nn().preciseGelu(x.mul(2)));
        row("softmax", (s, x) -> s.nn().softmax(x.mul(4)));
        row("softmax over classes first", (s, x) -> s.nn().softmax(x.reshape(-1, 2, 2), 1));
        row("log softmax", (s, x) -> s.nn().logSoftmax(x));
        image("prelu", (s, x) -> s.nn().prelu(x, parameter(s, 1, 1, 3), 1, 2));
    }

    private static void reductions() {
        row("sums", (s, x) -> x.sum(1).add(x.sum(-1)));
        row("sum of all", (s, x) -> x.mul(x.sum()));
        row("sum kept", (s, x) -> x.div(above(x, 1).sum(true, 1)));
        image("mean", (s, x) -> x.mean(1, 2));
        image("extremes", (s, x) -> x.max(1, 2).sub(x.min(1, 2)));
        row("product", (s, x) -> x.prod(1));
        row(
                "norms",
                (s, x) -> s.stack(
                        1,
                        x.norm1("l1", 1),
                        x.norm2("l2", 1),
                        x.normmax("l-infinity", 1),
                        s.math().squaredNorm(x, 1)));
        row("log sum exp", (s, x) -> s.math().logSumExp(x, 1));
        row("arg max", (s, x) -> x.argmax(1).castTo(DataType.FLOAT));
        row("standardized", (s, x) -> s.math().standardize(x, 1));
        row("standardized, all equal", (s, x) -> s.math()
                .standardize(s.zerosLike(x).add(3), 1));
        row("layer norm", (s, x) -> s.nn().layerNorm(x, parameter(s, 4), parameter(s, 4), false, 1));
        image("layer norm, channels first", (s, x) -> s.nn().layerNorm(
                        s.permute(x, 0, 3, 1, 2), parameter(s, 3), true, 1, 2, 3));
    }

    private static void shapes() {
        row("reshaped", (s, x) -> x.reshape(-1, 2, 2));
        row(
                "reshaped to a computed shape",
                (s, x) -> s.reshape(x, s.stack(0, s.sizeAt(x, 0).mul(2), s.constant(2L))));
        row("transposed", (s, x) -> s.transpose(x));
        image("permuted", (s, x) -> s.permute(x, 0, 3, 1, 2));
        row("axes", (s, x) -> s.squeeze(s.expandDims(s.expandDims(x, 1), 1), 2));
        row("joined", (s, x) -> s.concat(1, x, s.tile(x, 1, 2)));
        row("stacked", (s, x) -> s.stack(1, x, x.mul(2)));
        row("gathered", (s, x) -> s.gather(x, new int[] {3, 0}, 1));
        row("interval", (s, x) -> x.get(SDIndex.all(), SDIndex.interval(1, 3)));
        row("point", (s, x) -> x.get(SDIndex.all(), SDIndex.point(1)));
        row("last point", (s, x) -> x.get(SDIndex.all(), SDIndex.point(-1)));
        row("every other", (s, x) -> s.stridedSlice(x, new long[] {0, 1}, new long[] {1, 4}, new long[] {1, 2}));
        row("slice", (s, x) -> s.slice(x, new int[] {0, 1}, -1, 2));
        image("reversed", (s, x) -> s.reverse(x, 1, 2));
        row("shape", (s, x) -> s.shape(x).castTo(DataType.FLOAT));
        row("ones, zeros", (s, x) -> s.onesLike(x).add(s.zerosLike(x)));
    }

    private static void layers() {
        row("product of matrices", (s, x) -> x.mmul(parameter(s, 4, 5)));
        row("product, transposed", (s, x) -> s.mmul(x, parameter(s, 5, 4), false, true, false));
        image("products by example", (s, x) -> s.mmul(x, x, true, false, false));
        row("linear", (s, x) -> s.nn().linear(x, parameter(s, 4, 5), parameter(s, 5)));
        image("bias", (s, x) -> s.nn().biasAdd(x, parameter(s, 3), false));
        image("bias, channels first", (s, x) -> s.nn().biasAdd(s.permute(x, 0, 3, 1, 2), parameter(s, 3), true));
        row("batch norm", (s, x) -> s.nn().batchNorm(
                        x, constant(s, 4), constant(s, 4), parameter(s, 4), parameter(s, 4), 1e-3, 1));
        image("batch norm, channels first", (s, x) -> s.nn().batchNorm(
                        s.permute(x, 0, 3, 1, 2),
                        constant(s, 3),
                        constant(s, 3),
                        parameter(s, 3),
                        parameter(s, 3),
                        1e-3,
                        1));
    }

    private static Conv2DConfig.Conv2DConfigBuilder convolution(int kernel) {
        return Conv2DConfig.builder().kH(kernel).kW(kernel).dataFormat(Conv2DConfig.NHWC);
    }

    private static Pooling2DConfig.Pooling2DConfigBuilder pooling() {
        return Pooling2DConfig.builder().kH(3).kW(2).sH(2).sW(2).isNHWC(true);
    }

    private static void images() {
        image("convolution to the same size, stride 2", (s, x) -> s.cnn()
                .conv2d(
                        x,
                        parameter(s, 2, 2, 3, 5),
                        parameter(s, 5),
                        convolution(2).sH(2).sW(2).paddingMode(PaddingMode.SAME).build()));
        // In double precision, for oneDNN has no dilation.
        image("convolution with holes", (s, x) -> s.cnn()
                .conv2d(
                        x.castTo(DataType.DOUBLE),
                        parameter(s, 2, 3, 3, 5).castTo(DataType.DOUBLE),
                        Conv2DConfig.builder()
                                .kH(2)
                                .kW(3)
                                .dH(3)
                                .dW(2)
                                .dataFormat(Conv2DConfig.NHWC)
                                .paddingMode(PaddingMode.VALID)
                                .build())
                .castTo(DataType.FLOAT));
        image("convolution with holes to the same size", (s, x) -> s.cnn()
                .conv2d(
                        x.castTo(DataType.DOUBLE),
                        parameter(s, 2, 2, 3, 5).castTo(DataType.DOUBLE),
                        convolution(2).dH(2).dW(3).paddingMode(PaddingMode.SAME).build())
                .castTo(DataType.FLOAT));
        image("padded convolution, channels first", (s, x) -> s.cnn()
                .conv2d(
                        s.permute(x, 0, 3, 1, 2),
                        parameter(s, 5, 3, 3, 2),
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(2)
                                .pH(1)
                                .sW(2)
                                .paddingMode(PaddingMode.VALID)
                                .weightsFormat(WeightsFormat.OIYX)
                                .build()));
        image("convolution with weights of another order", (s, x) -> s.cnn()
                .conv2d(
                        x,
                        parameter(s, 5, 2, 2, 3),
                        convolution(2).weightsFormat(WeightsFormat.OYXI).build()));
        image("convolution by channel", (s, x) -> s.cnn()
                .depthWiseConv2d(
                        x,
                        parameter(s, 3, 3, 3, 2),
                        parameter(s, 6),
                        convolution(3).paddingMode(PaddingMode.SAME).build()));
        image("separable convolution", (s, x) -> s.cnn()
                .separableConv2d(
                        x,
                        parameter(s, 3, 3, 3, 2),
                        parameter(s, 1, 1, 6, 5),
                        parameter(s, 5),
                        convolution(3).paddingMode(PaddingMode.SAME).build()));
        image("separable convolution with weights of another order", (s, x) -> s.cnn()
                .separableConv2d(
                        s.permute(x, 0, 3, 1, 2),
                        parameter(s, 2, 3, 3, 2),
                        parameter(s, 5, 6, 1, 1),
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(2)
                                .paddingMode(PaddingMode.VALID)
                                .weightsFormat(WeightsFormat.OIYX)
                                .build()));
        image("deconvolution", (s, x) -> s.cnn()
                .deconv2d(
                        s.permute(x, 0, 3, 1, 2),
                        parameter(s, 2, 2, 4, 3),
                        parameter(s, 4),
                        DeConv2DConfig.builder().kH(2).kW(2).sH(2).sW(2).build()));
        image("max pooling", (s, x) -> s.cnn().maxPooling2d(x, pooling().build()));
        image("max pooling to the same size", (s, x) -> s.cnn()
                .maxPooling2d(x, pooling().paddingMode(PaddingMode.SAME).build()));
        image("average pooling", (s, x) -> s.cnn().avgPooling2d(x, pooling().build()));
        image("average pooling to the same size", (s, x) -> s.cnn()
                .avgPooling2d(x, pooling().paddingMode(PaddingMode.SAME).build()));
        image("padded average pooling", (s, x) -> s.cnn()
                .avgPooling2d(x, pooling().pH(1).pW(1).build()));
        image("upsampling", (s, x) -> s.cnn().upsampling2d(x, 2, 3, false));
        image("upsampling, channels first", (s, x) -> s.cnn().upsampling2d(s.permute(x, 0, 3, 1, 2), 2, 3, true));
        image("local response", (s, x) -> s.cnn()
                .localResponseNormalization(
                        x.mul(3),
                        LocalResponseNormalizationConfig.builder()
                                .alpha(0.7)
                                .beta(0.5)
                                .bias(1.5)
                                .depth(1)
                                .build()));
        image("padding", (s, x) -> s.nn().pad(
                        x, s.constant(Nd4j.createFromArray(new int[][] {{0, 0}, {1, 2}, {0, 1}, {0, 0}})), 0.5));
    }
}
