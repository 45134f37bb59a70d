package org.mat4j.core.train.shard;

import org.nd4j.linalg.api.ndarray.INDArray;

/** In what form a shard's gradient is sent back. */
public enum Compression {

    /** As it is. */
    NONE {
        @Override
        SentArray of(INDArray gradient) {
            return ArrayBytes.of(gradient);
        }
    },

    /**
     * As half-precision floats times one power of two, which the largest gradient chooses, so that none overflows: half as many bytes.
     * Each number is off by at most 2^-11 of itself, one below 2^-29 of the largest by at most 2^-40 of that. Errors are not fed
     * back into the next update: they do not accumulate, and whoever computes a shard keeps nothing from one to the next.
     */
    HALF {
        @Override
        SentArray of(INDArray gradient) {
            return HalfFloats.of(gradient);
        }
    };

    abstract SentArray of(INDArray gradient);
}
