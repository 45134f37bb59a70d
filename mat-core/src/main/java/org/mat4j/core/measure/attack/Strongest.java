package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The strongest point found so far for each example of a batch. */
final class Strongest {

    private final Aim aim;
    private final int[] classes;
    private final ProjectedGradient.Stop stop;
    private final INDArray points;
    private final double[] strength;
    private final boolean[] done;

    /** Starts from the examples themselves, as weaker than any other point. */
    Strongest(INDArray x, Aim aim, int[] classes, ProjectedGradient.Stop stop) {
        this.aim = aim;
        this.classes = classes;
        this.stop = stop;
        points = x.dup('c');
        strength = new double[classes.length];
        Arrays.fill(strength, Double.NEGATIVE_INFINITY);
        done = new boolean[classes.length];
    }

    INDArray points() {
        return points;
    }

    /** Whether an example is still worked on. */
    boolean isOpen(int example) {
        return !done[example];
    }

    /** Whether there is anything left to do. */
    boolean isOpen() {
        return open().length > 0;
    }

    /** The examples that are still worked on. */
    int[] open() {
        return IntStream.range(0, done.length).filter(this::isOpen).toArray();
    }

    /** The class of each row whose loss is followed. */
    int[] classes(Slots slots) {
        return Arrays.stream(slots.examples()).map(e -> classes[e]).toArray();
    }

    /** Takes note of points on the way. */
    void passed(Slots slots, LogitRows logits, INDArray at) {
        if (stop == ProjectedGradient.Stop.AT_SUCCESS) {
            finish(slots, logits, at);
        }
    }

    /** Takes note of the points where a run ends. */
    void ended(Slots slots, LogitRows logits, INDArray at) {
        passed(slots, logits, at);
        int[] examples = slots.examples();
        for (int row = 0; row < examples.length; row++) {
            int e = examples[row];
            double here = aim.strength(logits, row, classes[e]);
            if (!done[e] && here > strength[e]) {
                keep(e, at, row);
                strength[e] = here;
            }
        }
    }

    private void finish(Slots slots, LogitRows logits, INDArray at) {
        int[] examples = slots.examples();
        for (int row = 0; row < examples.length; row++) {
            int e = examples[row];
            if (!done[e] && aim.reached(logits.predicted(row), classes[e])) {
                keep(e, at, row);
                done[e] = true;
            }
        }
    }

    private void keep(int example, INDArray at, int row) {
        points.slice(example).assign(at.slice(row));
    }
}
