package org.mat4j.core.train.listener;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.core.testing.Refusals.assertRefused;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mat4j.core.method.loss.ManifoldDivergence.Form;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.network.PerturbationSpace;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** What a curve keeps, and takes along into a resumed training. */
class SmoothnessCurveTest {

    private static SmoothnessCurve curve(long interval, Form form) {
        return new SmoothnessCurve(interval, form, PerturbationSpace.INPUT, model -> Blobs.batches(1, 6, 4, 3, 9));
    }

    private static SmoothnessCurve measured() {
        SmoothnessCurve curve = curve(5, Form.MATCHED);
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 3)) {
            curve.onModel(5, model);
            curve.onModel(10, model);
        }
        return curve;
    }

    @Test
    void theSameModelIsMeasuredAlike() {
        SmoothnessCurve curve = measured();

        assertEquals(2, curve.points().size());
        assertEquals(5, curve.points().get(0).update());
        assertEquals(10, curve.points().get(1).update());
        assertEquals(curve.points().get(0).smoothness(), curve.points().get(1).smoothness());
        assertTrue(curve.points().get(0).smoothness().average() > 0);
        assertThrows(UnsupportedOperationException.class, () -> curve.points().clear());
    }

    @Test
    void asksForTheModelAtItsInterval() {
        assertEquals(
                "[5, 10, 15]",
                Arrays.toString(LongStream.rangeClosed(1, 17)
                        .filter(curve(5, Form.MATCHED)::wantsModel)
                        .toArray()));
    }

    @Test
    void goesOnWhereItWas() {
        SmoothnessCurve curve = measured();
        SmoothnessCurve resumed = curve(5, Form.MATCHED);
        resumed.restore(curve.state());

        assertEquals(curve.points(), resumed.points());
        assertArrayEquals(curve.state(), resumed.state());
    }

    @Test
    void refusesAnotherCurveADamagedStateAndNoData() {
        SmoothnessCurve curve = measured();
        byte[] state = curve.state();
        assertEquals(
                "the smoothness before is every 5 updates as MATCHED, expected every 4 as POSTERIOR, for one curve",
                assertThrows(IllegalArgumentException.class, () -> curve(4, Form.POSTERIOR)
                                .restore(state))
                        .getMessage());
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThrows(IllegalArgumentException.class, () -> curve.restore(cut));
        }
        assertEquals(2, curve.points().size(), "as before");
        assertEquals(
                "updates between measurements of the smoothness is 0, expected at least 1",
                assertThrows(IllegalArgumentException.class, () -> curve(0, Form.MATCHED))
                        .getMessage());
        SmoothnessCurve empty = new SmoothnessCurve(1, Form.MATCHED, PerturbationSpace.INPUT, model -> Batches.of());
        try (TrainedModel model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 1)) {
            assertRefused(() -> empty.onModel(1, model), "number of examples", 0);
        }
    }
}
