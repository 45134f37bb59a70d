package org.mat4j.lab.search;

/** How values are spread over a range. */
public enum Scale {
    /** Equal differences are equally likely. */
    LINEAR {
        @Override
        double at(double share, double from, double to) {
            return from + share * (to - from);
        }
    },
    /** Equal ratios are equally likely; for a range above 0. */
    LOG {
        @Override
        double at(double share, double from, double to) {
            return Math.exp(LINEAR.at(share, Math.log(from), Math.log(to)));
        }
    };

    /** The value that a share of the range lies below, 0 to 1. */
    abstract double at(double share, double from, double to);
}
