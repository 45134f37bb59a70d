package org.mat4j.layers.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.mat4j.core.method.Method;
import org.mat4j.core.method.Methods;
import org.mat4j.core.method.mixture.CovarianceType;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.Outputs;
import org.mat4j.core.network.Pass;
import org.mat4j.core.network.preprocess.LinearWhitening;
import org.mat4j.core.network.preprocess.Standardization;
import org.mat4j.layers.block.Activation;
import org.mat4j.layers.block.Block;
import org.mat4j.layers.block.Convolution;
import org.mat4j.layers.block.GlobalAveragePooling;
import org.mat4j.layers.block.LatentRange;
import org.mat4j.layers.block.Normalization;
import org.mat4j.layers.block.Sequential;
import org.mat4j.layers.dl4j.Dl4jNetwork;
import org.mat4j.layers.network.BlockNetwork;
import org.mat4j.layers.network.ConvNet;
import org.mat4j.layers.network.ImageInput;
import org.mat4j.layers.network.LeNetPlusPlus;
import org.mat4j.layers.network.LeNetPlusPlusBuilder;
import org.mat4j.layers.network.MultilayerPerceptron;
import org.mat4j.layers.network.ResNet;
import org.mat4j.layers.network.TableInput;
import org.mat4j.layers.samediff.SameDiffNetwork;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.weightinit.impl.XavierInitScheme;

/** Small networks of every kind that is exported. */
final class ExportedNetworks {

    static final int CLASSES = 3;
    private static final ImageInput IMAGES = new ImageInput(12, 13, 2, CLASSES);
    private static final int PIXELS = 12 * 13 * 2;
    static final TableInput ROWS = new TableInput(5, CLASSES);
    static final Method METHOD = Methods.baseline();

    /** A network of SameDiff's own operations; the body gives the latent, [n, 4]. */
    interface Plain extends Network {
        @Override
        default long[] inputShape() {
            return ROWS.shape();
        }

        @Override
        default int latentSize() {
            return 4;
        }

        @Override
        default int classCount() {
            return CLASSES;
        }

        SDVariable latent(SameDiff graph, SDVariable x, SDVariable w);

        @Override
        default Outputs build(Pass pass, SDVariable x) {
            SDVariable w = pass.parameter("w", new XavierInitScheme('c', 5, 4), 5, 4);
            SDVariable v = pass.parameter("v", new XavierInitScheme('c', 4, CLASSES), 4, CLASSES);
            SDVariable latent = latent(pass.graph(), x, w);
            return new Outputs(latent, latent.mmul(v));
        }
    }

    record Case(String name, Network network, Method method) {
        @Override
        public String toString() {
            return name;
        }
    }

    private ExportedNetworks() {}

    private static Case of(String name, Network network) {
        return new Case(name, network, METHOD);
    }

    static Stream<Case> all() {
        MultilayerPerceptron rows =
                MultilayerPerceptron.builder().input(ROWS).sizes(List.of(6, 4)).build();
        MultilayerPerceptron images = rows.withInput(IMAGES);
        Nd4j.getRandom().setSeed(3);
        INDArray whitening = Nd4j.randn(DataType.FLOAT, PIXELS, PIXELS).muli(0.05);
        float[] mean = new float[PIXELS];
        Arrays.fill(mean, 0.5f);
        Plain plain = (graph, x, w) -> graph.math()
                .tanh(graph.concat(1, graph.nn().swish(x.mmul(w)), graph.math().square(x))
                        .reshape(-1, 3, 3)
                        .sum(2)
                        .mmul(graph.constant(Nd4j.ones(DataType.FLOAT, 3, 4))));
        return Stream.of(
                of("conv-small", ConvNet.convSmall(2).with().input(IMAGES).build()),
                of(
                        "conv-large",
                        ConvNet.convLarge(2)
                                .with()
                                .input(IMAGES)
                                .activation(Activation.PRELU)
                                .logitNormalization(Normalization.BATCH)
                                .build()),
                of("lenet++", lenet().build()),
                of(
                        "wrn",
                        ResNet.wideResNet(10, 1)
                                .with()
                                .input(IMAGES)
                                .stem(2)
                                .stages(List.of(3, 4))
                                .build()),
                of("resnet18", ResNet.resNet18(2).withInput(IMAGES)),
                of("mlp", rows),
                of("mlp without normalization", rows.withNormalization(Normalization.NONE)),
                of("dilated, normalized by layer", holes()),
                of("latents in a ball", rows.withLatentRange(LatentRange.ball(3))),
                of("latents on a sphere", rows.withLatentRange(LatentRange.sphere(3))),
                of(
                        "standardized",
                        images.preprocessedBy(new Standardization(new float[] {0.4f, 0.6f}, new float[] {0.2f, 0.3f}))),
                of("zca", images.preprocessedBy(new LinearWhitening("zca", IMAGES.shape(), mean, whitening))),
                of("plain", plain),
                of("DeepLearning4J's", Dl4jNetwork.of(dl4j(), InputType.convolutional(12, 13, 2))),
                of("SameDiff's, channels first", sameDiff()),
                new Case("diagonal", rows, Methods.mat(1).covariance(CovarianceType.DIAGONAL)),
                new Case("identity", rows, Methods.mat(1).covariance(CovarianceType.IDENTITY)));
    }

    private static Network holes() {
        Block blocks = Sequential.of(
                Convolution.same(3, 3).withDilation(2),
                Normalization.LAYER,
                Activation.GELU,
                Convolution.same(4, 2).withDilation(3).withStride(2),
                Activation.HARD_SIGMOID,
                new GlobalAveragePooling());
        return BlockNetwork.of("holes", IMAGES, 4, blocks);
    }

    private static MultiLayerConfiguration dl4j() {
        return new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 2)
                        .nOut(4)
                        .stride(2, 1)
                        .padding(1, 0)
                        .activation(org.nd4j.linalg.activations.Activation.MISH)
                        .build())
                .layer(new LocalResponseNormalization.Builder().build())
                .layer(new SeparableConvolution2D.Builder(2, 2)
                        .nOut(5)
                        .depthMultiplier(2)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(org.nd4j.linalg.activations.Activation.ELU)
                        .build())
                .layer(new BatchNormalization())
                .layer(new Upsampling2D.Builder(2).build())
                .layer(new ZeroPaddingLayer.Builder(1, 0).build())
                .layer(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.AVG)
                        .kernelSize(3, 2)
                        .stride(2, 2)
                        .padding(1, 1)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nOut(4)
                        .activation(org.nd4j.linalg.activations.Activation.SWISH)
                        .build())
                .layer(new OutputLayer.Builder()
                        .nOut(CLASSES)
                        .activation(org.nd4j.linalg.activations.Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(12, 13, 2))
                .build();
    }

    private static Network sameDiff() {
        Nd4j.getRandom().setSeed(4);
        SameDiff graph = SameDiff.create();
        SDVariable x = graph.placeHolder("pixels", DataType.FLOAT, -1, 2, 12, 13);
        SDVariable convolved = graph.cnn()
                .conv2d(
                        x,
                        graph.var("w", Nd4j.randn(DataType.FLOAT, 3, 2, 3, 3).muli(0.3)),
                        Conv2DConfig.builder()
                                .kH(3)
                                .kW(3)
                                .dataFormat(Conv2DConfig.NCHW)
                                .weightsFormat(WeightsFormat.OIYX)
                                .paddingMode(PaddingMode.SAME)
                                .build());
        SDVariable normalized = graph.nn()
                .batchNorm(
                        convolved,
                        graph.constant("mean", Nd4j.createFromArray(0.1f, 0.2f, 0.3f)),
                        graph.constant("variance", Nd4j.createFromArray(1f, 2f, 3f)),
                        graph.var("gamma", Nd4j.ones(DataType.FLOAT, 3)),
                        graph.var("beta", Nd4j.zeros(DataType.FLOAT, 3)),
                        1e-5,
                        1);
        SDVariable latent = graph.nn().relu(normalized, 0).mean(2, 3);
        latent.mmul("scores", graph.var("v", Nd4j.randn(DataType.FLOAT, 3, CLASSES)));
        return SameDiffNetwork.of(graph, "pixels", latent.name(), "scores", SameDiffNetwork.ImageLayout.CHANNELS_FIRST);
    }

    static LeNetPlusPlusBuilder lenet() {
        return LeNetPlusPlus.builder().input(IMAGES).width(2).stages(2);
    }
}
