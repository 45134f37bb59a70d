package org.mat4j.lab.plot;

/** Whether the charts of a sheet show the same range. */
public enum AxisScale {

    /** All charts have the same axes, so that sizes and distances compare. */
    SHARED,

    /** Each chart has axes around its own values: for values whose unit differs from model to model. */
    OWN
}
