package org.mat4j.core.train.monitor;

import org.mat4j.core.method.mixture.LatentBatch;

/**
 * The scale and spread of a batch of latents, in latent units.
 *
 * <p>The two spreads estimate those of the classes, not of the batch's few examples: the means of n_k examples each
 * differ even where the classes do not, so what that noise contributes is taken out. With c classes in the batch,
 * SSW = sum_i ||z_i - m_{y_i}||^2 and SSB = sum_i ||m_{y_i} - m||^2 (m the overall mean, m_k that of class k):
 * withinClassSpread^2 = SSW / (n - c); betweenClassSpread^2 = (SSB - (c - 1) withinClassSpread^2) / n, and 0 where that
 * is negative. Without the correction ten inseparable classes in a batch of 100 would show a separation of 0.3.
 *
 * @param scale the root mean square distance of the latents from their overall mean
 * @param withinClassSpread the root mean square distance of latents from their class mean; NaN while no batch has held
 *     two examples of a class
 * @param betweenClassSpread the root mean square distance of the class means from the overall mean; NaN also while no
 *     batch has held two classes
 */
public record LatentStatistics(double scale, double withinClassSpread, double betweenClassSpread) {

    /**
     * The statistics of one batch.
     *
     * @throws IllegalArgumentException if the latents are so large that their squares overflow
     */
    public static LatentStatistics of(LatentBatch batch) {
        return LatentMoments.of(batch).statistics();
    }

    /**
     * betweenClassSpread / withinClassSpread: how far apart the classes are. 0 for latents that are all one point,
     * infinite for classes that are a point each, NaN where a spread is.
     */
    public double separation() {
        return betweenClassSpread == 0 && withinClassSpread == 0 ? 0 : betweenClassSpread / withinClassSpread;
    }
}
