package org.mat4j.lab.plot.curve;

/** How the vertical axis of a chart of curves runs. */
public enum ValueScale {

    /** In equal steps; 0 is always seen. */
    LINEAR,

    /** In powers of ten: for values that differ by orders of magnitude, all above 0. */
    LOGARITHMIC
}
