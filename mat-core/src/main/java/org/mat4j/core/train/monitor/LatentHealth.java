package org.mat4j.core.train.monitor;

/** What {@link LatentMonitor} makes of the latent. */
public enum LatentHealth {
    /** Neither of the others. */
    HEALTHY,

    /** The latent has shrunk to nearly a point, or its classes cannot be told apart. */
    COLLAPSED,

    /** The latent's scale has run away. */
    EXPLODED
}
