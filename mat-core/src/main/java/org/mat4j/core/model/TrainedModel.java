package org.mat4j.core.model;

import org.mat4j.core.mixture.GaussianMixture;
import org.mat4j.core.network.*;
import org.mat4j.core.train.TrainingConfig;

public final class TrainedModel {
    public final Network n;
    public final ParameterSet p;
    public final GaussianMixture m;

    TrainedModel(Network n, ParameterSet p, GaussianMixture m) {
        this.n = n;
        this.p = p;
        this.m = m;
    }

    public static TrainedModel of(Network n, ParameterSet p, GaussianMixture m, TrainingConfig c) {
        return new TrainedModel(n, p, m);
    }
}
