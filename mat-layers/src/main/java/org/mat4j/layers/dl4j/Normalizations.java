package org.mat4j.layers.dl4j;

import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.BETA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GAMMA;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_LOG_STD;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_MEAN;
import static org.deeplearning4j.nn.params.BatchNormalizationParamInitializer.GLOBAL_VAR;

import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.op.Channels;
import org.mat4j.core.engine.op.TrainingBatchNorm;
import org.mat4j.layers.block.Tensor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Normalizations of what lies along the last axis. */
final class Normalizations {

    /** log10(s) = log(s^2) / (2 log(10)). */
    private static final double LOG_100 = 2 * Math.log(10);

    private Normalizations() {}

    /**
     * By the batch's statistics in training, by running ones in inference. DL4J keeps the running variance as it is or as
     * the logarithm (base 10) of the deviation; so does the state here.
     */
    static Part batch(BatchNormalization layer) {
        boolean locked = layer.isLockGammaBeta();
        Checks.require(
                !locked || (layer.getGamma() == 1 && layer.getBeta() == 0),
                "locked gamma and beta of a batch normalization",
                layer.getGamma() + " and " + layer.getBeta(),
                "1 and 0");
        return Part.of((pass, x) -> {
            long channels = x.channels();
            SDVariable gamma = locked ? constant(pass, 1, channels) : pass.vector(GAMMA, layer.getGamma(), channels);
            SDVariable beta = locked ? constant(pass, 0, channels) : pass.vector(BETA, layer.getBeta(), channels);
            SDVariable mean = pass.state(GLOBAL_MEAN, 0, channels);
            String key = layer.isUseLogStd() ? GLOBAL_LOG_STD : GLOBAL_VAR;
            SDVariable kept = pass.state(key, layer.isUseLogStd() ? 0 : 1, channels);
            SDVariable variance = layer.isUseLogStd() ? pass.graph().math().exp(kept.mul(LOG_100)) : kept;
            if (pass.isFixed(GLOBAL_MEAN) && pass.isFixed(key)) {
                SDVariable scale = gamma.div(pass.graph().math().sqrt(variance.add(layer.getEps())));
                SDVariable shift = beta.sub(mean.mul(scale));
                return LayerPass.map(x, v -> Channels.shift(Channels.scale(v, scale), shift));
            }
            TrainingBatchNorm.Result normalized =
                    TrainingBatchNorm.of(x.value(), x.shape().length + 1, gamma, beta, layer.getEps());
            pass.updateState(GLOBAL_MEAN, average(mean, normalized.mean(), layer.getDecay()));
            SDVariable average = average(variance, normalized.variance(), layer.getDecay());
            pass.updateState(
                    key, layer.isUseLogStd() ? pass.graph().math().log(average).div(LOG_100) : average);
            return new Tensor(normalized.output(), x.shape());
        });
    }

    private static SDVariable constant(LayerPass pass, double value, long channels) {
        return pass.graph()
                .constant(Nd4j.valueArrayOf(
                        new long[] {channels}, value, pass.pass().dataType()));
    }

    private static SDVariable average(SDVariable running, SDVariable batch, double decay) {
        return running.mul(decay).add(batch.mul(1 - decay));
    }

    /**
     * x / (k + alpha s)^beta, where s is the sum of the squares of n neighboring channels (Krizhevsky et al. 2012): a product
     * with a matrix that has ones for neighbors.
     */
    static Part localResponse(LocalResponseNormalization layer) {
        int reach = (int) layer.getN() / 2;
        return Part.of((pass, x) -> {
            SameDiff graph = pass.graph();
            int channels = (int) pass.requireImage(x).channels();
            SDVariable neighbors =
                    graph.constant(neighbors(channels, reach, pass.pass().dataType()));
            SDVariable rows = x.value().reshape(-1, channels);
            SDVariable sums = rows.mul(rows).mmul(neighbors);
            SDVariable y = rows.mul(graph.math().pow(sums.mul(layer.getAlpha()).add(layer.getK()), -layer.getBeta()));
            return new Tensor(y.reshape(-1, x.shape()[0], x.shape()[1], channels), x.shape());
        });
    }

    private static INDArray neighbors(int channels, int reach, DataType type) {
        INDArray matrix = Nd4j.zeros(type, channels, channels);
        for (int i = 0; i < channels; i++) {
            for (int j = Math.max(0, i - reach); j <= Math.min(channels - 1, i + reach); j++) {
                matrix.putScalar(i, j, 1);
            }
        }
        return matrix;
    }
}
