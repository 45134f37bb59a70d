package org.mat4j.lab.study;

import org.mat4j.lab.plot.embedding.Pca;
import org.mat4j.lab.plot.embedding.Projection;
import org.mat4j.lab.plot.embedding.TSne;

/** How latents are put into the plane. */
public enum ProjectionKind {
    /** Principal components: quick, keeps distances in the large. */
    PCA {
        @Override
        Projection create(long seed) {
            return new Pca();
        }
    },

    /** t-SNE: slow, keeps neighbors together, as figure 5 of the paper. */
    TSNE {
        @Override
        Projection create(long seed) {
            return TSne.of(seed);
        }
    };

    abstract Projection create(long seed);
}
