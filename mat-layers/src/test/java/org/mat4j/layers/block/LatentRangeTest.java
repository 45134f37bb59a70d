package org.mat4j.layers.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.layers.testing.BlockRun;
import org.nd4j.linalg.api.ndarray.INDArray;

class LatentRangeTest {

    @ParameterizedTest
    @ValueSource(strings = {"unlimited", "ball:0.7", "sphere:3.0"})
    void scalesEachLatentByItsLength(String text) {
        LatentRange range = LatentRange.parse(text);
        INDArray x = BlockRun.randomInput(4, 5);
        INDArray y = new BlockRun(range, 5).run(x);
        for (int i = 0; i < 4; i++) {
            double square = 0;
            for (int d = 0; d < 5; d++) {
                square += x.getDouble(i, d) * x.getDouble(i, d);
            }
            double factor =
                    switch (range.kind()) {
                        case UNLIMITED -> 1;
                        case BALL -> range.radius() / Math.sqrt(range.radius() * range.radius() + square);
                        case SPHERE -> range.radius() / Math.sqrt(square);
                    };
            for (int d = 0; d < 5; d++) {
                assertEquals(x.getDouble(i, d) * factor, y.getDouble(i, d), 1e-10);
            }
        }
        assertEquals(text, range.toString());
    }

    @Test
    void leavesTheOriginWhereItIs() {
        INDArray zero = BlockRun.randomInput(2, 3).muli(0);
        assertEquals(
                0, new BlockRun(LatentRange.sphere(2), 3).run(zero).amaxNumber().doubleValue());
        assertEquals(
                0, new BlockRun(LatentRange.ball(2), 3).run(zero).amaxNumber().doubleValue());
    }

    @ParameterizedTest
    @CsvSource({
        "ball, 'ball'",
        "ball:0, 0.0",
        "sphere:-1, 'sphere:-1'",
        "cube:1, 'cube:1'",
        "unlimited:1, 'unlimited:1'"
    })
    void refusesOtherTexts(String text, String found) {
        String message = assertThrows(IllegalArgumentException.class, () -> LatentRange.parse(text))
                .getMessage();
        assertTrue(message.contains("latent ra") && message.contains(found), message);
    }

    @Test
    void refusesARadiusOfLatentsWithoutLimit() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new LatentRange(LatentRange.Kind.UNLIMITED, 2))
                .getMessage();
        assertTrue(message.contains("radius is 2.0"), message);
    }
}
