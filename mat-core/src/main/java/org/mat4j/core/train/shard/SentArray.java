package org.mat4j.core.train.shard;

import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An array in a form to be sent. */
public interface SentArray extends Serializable {

    /** The array, new each time. */
    INDArray toArray();
}
