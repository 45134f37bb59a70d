package org.mat4j.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mat4j.lab.output.OutputException;

class LiveCurvesTest {

    private final AtomicInteger written = new AtomicInteger();

    @Test
    void curvesAreThereAfterTheFirstUpdateAndAtTheEnd() {
        LiveCurves live = new LiveCurves(written::incrementAndGet);
        live.onUpdate(null);
        assertEquals(1, written.get());
        // The next one is due seconds later.
        live.onUpdate(null);
        assertEquals(1, written.get());
        live.onEnd();
        assertEquals(2, written.get());
    }

    @Test
    void aTrainingWithoutUpdatesLeavesNothing() {
        new LiveCurves(written::incrementAndGet).onEnd();
        assertEquals(0, written.get());
    }

    @Test
    void aFolderThatCannotBeWrittenToDoesNotEndTheTraining() {
        LiveCurves live = new LiveCurves(() -> {
            written.incrementAndGet();
            throw new OutputException("cannot write history.csv");
        });
        live.onUpdate(null);
        live.onEnd();
        assertEquals(2, written.get());
    }
}
