package org.mat4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ChannelsLastPreProcessorTest {

    @Test
    void movesTheChannelsToTheEnd() {
        INDArray first = Nd4j.linspace(DataType.FLOAT, 0, 48, 48).reshape(2, 2, 3, 4);
        INDArray labels = Nd4j.eye(2);
        DataSet batch = new DataSet(first.dup(), labels);
        new ChannelsLastPreProcessor().preProcess(batch);
        INDArray last = batch.getFeatures();
        assertArrayEquals(new long[] {2, 3, 4, 2}, last.shape());
        for (int i = 0; i < 2; i++) {
            for (int c = 0; c < 2; c++) {
                for (int h = 0; h < 3; h++) {
                    for (int w = 0; w < 4; w++) {
                        assertEquals(first.getDouble(i, c, h, w), last.getDouble(i, h, w, c));
                    }
                }
            }
        }
        assertEquals(labels, batch.getLabels());
    }

    @Test
    void refusesWhatIsNoImage() {
        DataSet batch = new DataSet(Nd4j.zeros(2, 12), Nd4j.eye(2));
        assertEquals(
                "features have 2 axes; expected 4: [n, channels, height, width]",
                assertThrows(IllegalArgumentException.class, () -> new ChannelsLastPreProcessor().preProcess(batch))
                        .getMessage());
    }
}
