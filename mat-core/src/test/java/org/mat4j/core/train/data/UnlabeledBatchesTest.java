package org.mat4j.core.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mat4j.core.testing.Batches;
import org.mat4j.core.testing.Blobs;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

class UnlabeledBatchesTest {

    private static final DataSet FIRST = Blobs.batch(4, 3, 2, 1);
    private static final DataSet SECOND = Blobs.batch(4, 3, 2, 2);

    @Test
    void anIteratorsFeaturesComeAgainAndAgain() {
        UnlabeledBatches source = UnlabeledBatches.of(Batches.of(FIRST, SECOND));
        for (int i = 0; i < 3; i++) {
            assertEquals(FIRST.getFeatures(), source.next());
            assertEquals(SECOND.getFeatures(), source.next());
        }
        assertFalse(source instanceof Resumable);
    }

    @Test
    void anIteratorThatCannotBeResetIsRefusedAtItsEnd() {
        UnlabeledBatches source = UnlabeledBatches.of(Batches.once(FIRST));
        assertEquals(FIRST.getFeatures(), source.next());
        assertRefused("does not support reset", source);
        assertRefused("is empty", UnlabeledBatches.of(Batches.of()));
    }

    private static void assertRefused(String culprit, UnlabeledBatches source) {
        String message = assertThrows(IllegalStateException.class, source::next).getMessage();
        assertTrue(message.contains("unlabeled data") && message.contains(culprit), message);
    }

    @Test
    void itIsResumableWhereTheIteratorIs() {
        List<Object> moves = new ArrayList<>();
        DataPosition position = new DataPosition(2, 1);
        DataSetIterator batches = Batches.of(FIRST);
        Class<?>[] kinds = {DataSetIterator.class, Resumable.class};
        Object data = Proxy.newProxyInstance(
                getClass().getClassLoader(), kinds, (proxy, method, arguments) -> switch (method.getName()) {
                    case "position" -> position;
                    case "moveTo" -> moves.add(arguments[0]) ? null : null;
                    default -> method.invoke(batches, arguments);
                });

        UnlabeledBatches source = UnlabeledBatches.of((DataSetIterator) data);

        assertEquals(FIRST.getFeatures(), source.next());
        Resumable resumable = assertInstanceOf(Resumable.class, source);
        assertEquals(position, resumable.position());
        resumable.moveTo(position);
        assertEquals(List.of(position), moves);
    }
}
