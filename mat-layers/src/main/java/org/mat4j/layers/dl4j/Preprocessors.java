package org.mat4j.layers.dl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.mat4j.core.check.Checks;
import org.mat4j.layers.block.Tensor;

/** What DL4J puts before a layer that reads another kind of input. */
final class Preprocessors {

    private Preprocessors() {}

    static Part flatten(CnnToFeedForwardPreProcessor preprocessor) {
        return Part.of((pass, x) -> flatten(x, preprocessor.getFormat()));
    }

    /** Images one after another in the order in which DL4J has them in memory. */
    static Tensor flatten(Tensor x, CNN2DFormat format) {
        if (x.shape().length == 1) {
            return x;
        }
        long[] s = x.shape();
        long size = s[0] * s[1] * s[2];
        boolean turned = format == CNN2DFormat.NCHW && s[2] > 1 && s[0] * s[1] > 1;
        return new Tensor((turned ? x.value().permute(0, 3, 1, 2) : x.value()).reshape(-1, size), size);
    }

    static Part unflatten(FeedForwardToCnnPreProcessor preprocessor) {
        long h = preprocessor.getInputHeight();
        long w = preprocessor.getInputWidth();
        long c = preprocessor.getNumChannels();
        return Part.of((pass, x) -> {
            if (x.shape().length == 3) {
                return x;
            }
            Checks.require(
                    x.channels() == h * w * c,
                    "shape of what is to become images before '" + pass.layer() + "'",
                    Arrays.toString(x.shape()),
                    "[" + h * w * c + "]");
            return new Tensor(x.value().reshape(-1, c, h, w).permute(0, 2, 3, 1), h, w, c);
        });
    }

    static Part composed(ComposableInputPreProcessor preprocessor) {
        List<Part> parts = Arrays.stream(preprocessor.getInputPreProcessors())
                .map(Conversions.PREPROCESSORS::convert)
                .toList();
        return Part.of((pass, x) -> {
            Tensor y = x;
            for (Part part : parts) {
                y = part.apply(pass, List.of(y));
            }
            return y;
        });
    }
}
