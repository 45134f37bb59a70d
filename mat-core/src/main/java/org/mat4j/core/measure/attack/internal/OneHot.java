package org.mat4j.core.measure.attack.internal;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Classes as rows with a single 1. */
public final class OneHot {
    private OneHot() {}

    /**
     * @param classes [n], each 0 to classCount - 1
     * @return FLOAT [n, classCount]
     */
    public static INDArray of(int[] classes, int classCount) {
        float[][] rows = new float[classes.length][classCount];
        for (int i = 0; i < classes.length; i++) {
            rows[i][classes[i]] = 1;
        }
        return Nd4j.createFromArray(rows);
    }
}
