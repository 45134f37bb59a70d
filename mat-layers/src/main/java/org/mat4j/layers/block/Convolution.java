package org.mat4j.layers.block;

import java.util.Objects;
import org.mat4j.core.check.Checks;
import org.mat4j.core.network.Pass;
import org.mat4j.layers.block.internal.Dilation;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.ops.SDCNN;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.weightinit.impl.ZeroInitScheme;

/**
 * 2-D convolution: [height, width, channels] to [height', width', filters]. Weights are [k, k, channels, filters].
 *
 * @param filters number of output channels
 * @param kernel k, height and width of the kernel
 * @param stride s, pixels from one position of the kernel to the next in height and width
 * @param dilation d, pixels from one element of the kernel to the next, 1 where there is nothing between them; the kernel
 *     reaches over r = (k - 1) d + 1 pixels
 * @param padding SAME gives height / s pixels, rounded up, as TensorFlow does: where their number is odd, one more of the
 *     zeros lies below and to the right. VALID gives (height - r) / s + 1, rounded down. Width likewise
 * @param bias whether a bias is added
 * @param initialization how the weights start
 */
public record Convolution(
        int filters, int kernel, int stride, int dilation, Padding padding, Bias bias, InitialWeights initialization)
        implements Block {

    /** What surrounds the image. */
    public enum Padding {
        /** Zeros, so that the size stays, or is divided by the stride alone. */
        SAME,
        /** Nothing. */
        VALID
    }

    public Convolution {
        Checks.require(filters >= 1, "number of filters", filters, "at least 1");
        Checks.require(kernel >= 1, "size of the kernel", kernel, "at least 1");
        Checks.require(stride >= 1, "stride", stride, "at least 1");
        Checks.require(dilation >= 1, "dilation", dilation, "at least 1");
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(bias, "bias");
        Objects.requireNonNull(initialization, "initialization");
    }

    /** Of stride and dilation 1, with the {@linkplain WeightInitialization#DEFAULT usual} initial weights. */
    public Convolution(int filters, int kernel, Padding padding, Bias bias) {
        this(filters, kernel, 1, 1, padding, bias, WeightInitialization.DEFAULT);
    }

    /** Of stride and dilation 1, with SAME padding, a bias and the usual initial weights. */
    public static Convolution same(int filters, int kernel) {
        return new Convolution(filters, kernel, Padding.SAME, Bias.YES);
    }

    /** A copy with another stride, at least 1. */
    public Convolution withStride(int pixels) {
        return new Convolution(filters, kernel, pixels, dilation, padding, bias, initialization);
    }

    /** A copy with another dilation, at least 1. */
    public Convolution withDilation(int pixels) {
        return new Convolution(filters, kernel, stride, pixels, padding, bias, initialization);
    }

    /** A copy whose weights start otherwise. */
    public Convolution withInitialization(InitialWeights weights) {
        return new Convolution(filters, kernel, stride, dilation, padding, bias, weights);
    }

    @Override
    public Tensor apply(Pass pass, String name, Tensor x) {
        x.requireRank(3, name, "[height, width, channels]");
        x.requireImage(padding == Padding.VALID ? reach() : 1, name);
        long channels = x.channels();
        double area = (double) kernel * kernel;
        long[] shape = {kernel, kernel, channels, filters};
        SDVariable weights =
                pass.parameter(name + ".weight", initialization.scheme(area * channels, area * filters), shape);
        Conv2DConfig config = Conv2DConfig.builder()
                .kH(reach())
                .kW(reach())
                .sH(stride)
                .sW(stride)
                .paddingMode(padding == Padding.SAME ? PaddingMode.SAME : PaddingMode.VALID)
                .dataFormat(Conv2DConfig.NHWC)
                .build();
        SDCNN cnn = pass.graph().cnn();
        SDVariable spread = Dilation.spread(weights, dilation, dilation, shape);
        SDVariable y = bias == Bias.NO
                ? cnn.conv2d(x.value(), spread, config)
                : cnn.conv2d(
                        x.value(), spread, pass.parameter(name + ".bias", new ZeroInitScheme('c'), filters), config);
        return new Tensor(y, size(x.shape()[0]), size(x.shape()[1]), filters);
    }

    private int reach() {
        return (kernel - 1) * dilation + 1;
    }

    private long size(long pixels) {
        return (pixels - (padding == Padding.SAME ? 1 : reach())) / stride + 1;
    }
}
