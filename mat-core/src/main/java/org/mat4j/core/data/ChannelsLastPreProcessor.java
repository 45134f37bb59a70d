package org.mat4j.core.data;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;

/** Turns images from [n, channels, height, width], as DL4J's iterators give them, to [n, height, width, channels]. */
public final class ChannelsLastPreProcessor implements DataSetPreProcessor {

    private static final long serialVersionUID = 1L;

    @Override
    public void preProcess(DataSet batch) {
        INDArray features = batch.getFeatures();
        if (features.rank() != 4) {
            throw new IllegalArgumentException(
                    "features have " + features.rank() + " axes; expected 4: [n, channels, height, width]");
        }
        batch.setFeatures(features.permute(0, 2, 3, 1).dup('c'));
    }
}
