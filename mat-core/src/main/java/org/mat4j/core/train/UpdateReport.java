package org.mat4j.core.train;

import java.util.Map;
import org.mat4j.core.train.monitor.LatentHealth;
import org.mat4j.core.train.monitor.LatentStatistics;

/**
 * What one update did.
 *
 * @param update counted from 1
 * @param epoch counted from 1
 * @param loss the objective
 * @param terms mean of each loss term over the batch, without its weight, by name
 * @param latent geometry of the labeled batch's latent
 * @param health whether the latent has collapsed or exploded
 */
public record UpdateReport(
        long update, int epoch, double loss, Map<String, Double> terms, LatentStatistics latent, LatentHealth health) {}
