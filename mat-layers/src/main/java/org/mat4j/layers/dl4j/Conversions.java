package org.mat4j.layers.dl4j;

import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.mat4j.layers.block.internal.Registry;

/** The table of what is converted; documents and errors list what is in it. */
final class Conversions {

    static final Registry<Part> LAYERS = new Registry<Part>()
            .with(DenseLayer.class, LinearLayers::dense)
            .with(OutputLayer.class, LinearLayers::output)
            .with(CenterLossOutputLayer.class, LinearLayers::output)
            .with(LossLayer.class, ElementwiseLayers::loss)
            .with(ConvolutionLayer.class, Convolutions::plain)
            .with(Convolution2D.class, Convolutions::plain)
            .with(SeparableConvolution2D.class, Convolutions::separable)
            .with(SubsamplingLayer.class, ImageLayers::pooling)
            .with(Pooling2D.class, ImageLayers::pooling)
            .with(GlobalPoolingLayer.class, ImageLayers::globalPooling)
            .with(ZeroPaddingLayer.class, ImageLayers::zeroPadding)
            .with(Cropping2D.class, ImageLayers::cropping)
            .with(Upsampling2D.class, ImageLayers::upsampling)
            .with(BatchNormalization.class, Normalizations::batch)
            .with(LocalResponseNormalization.class, Normalizations::localResponse)
            .with(ActivationLayer.class, ElementwiseLayers::activation)
            .with(PReLULayer.class, ElementwiseLayers::prelu)
            .with(DropoutLayer.class, ElementwiseLayers::dropout);

    static final Registry<Part> PREPROCESSORS = new Registry<Part>()
            .with(CnnToFeedForwardPreProcessor.class, Preprocessors::flatten)
            .with(FeedForwardToCnnPreProcessor.class, Preprocessors::unflatten)
            .with(ComposableInputPreProcessor.class, Preprocessors::composed);

    static final Registry<Part> VERTICES = new Registry<Part>()
            .with(ElementWiseVertex.class, Vertices::elementWise)
            .with(MergeVertex.class, Vertices::merge)
            .with(SubsetVertex.class, Vertices::subset)
            .with(ScaleVertex.class, v -> Part.of((p, x) -> LayerPass.map(x, y -> y.mul(v.getScaleFactor()))))
            .with(ShiftVertex.class, v -> Part.of((p, x) -> LayerPass.map(x, y -> y.add(v.getShiftFactor()))))
            .with(L2NormalizeVertex.class, Vertices::l2Normalize)
            .with(PreprocessorVertex.class, v -> PREPROCESSORS.convert(v.getPreProcessor()));

    private Conversions() {}
}
