package org.mat4j.core.measure.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mat4j.core.measure.attack.internal.LogitRows;
import org.mat4j.core.measure.attack.internal.Slots;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The strongest point found so far for each example of a batch. */
final class Strongest {
    private final Aim aim;
    private final int[] followed;
    private final ProjectedGradient.Stop stop;
    private final INDArray points;
    private final double[] strength;
    private final boolean[] done;

    /** Starts from the examples themselves, as weaker than any other point. */
    Strongest(INDArray x, Aim aim, int[] followed, ProjectedGradient.Stop stop) {
        this.aim = aim;
        this.followed = followed;
        this.stop = stop;
        points = x.dup('c');
        strength = new double[followed.length];
        Arrays.fill(strength, Double.NEGATIVE_INFINITY);
        done = new boolean[followed.length];
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
    int[] followed(Slots slots) {
        return Arrays.stream(slots.examples()).map(e -> followed[e]).toArray();
    }

    /** Takes note of points on the way. */
    void passed(Slots slots, LogitRows logits, INDArray at) {
        int[] examples = slots.examples();
        for (int row = 0; stop == ProjectedGradient.Stop.AT_SUCCESS && row < examples.length; row++) {
            int e = examples[row];
            if (!done[e] && aim.reached(logits.predicted(row), followed[e])) {
                points.slice(e).assign(at.slice(row));
                done[e] = true;
            }
        }
    }

    /** Takes note of the points where a run ends. */
    void ended(Slots slots, LogitRows logits, INDArray at) {
        passed(slots, logits, at);
        int[] examples = slots.examples();
        for (int row = 0; row < examples.length; row++) {
            int e = examples[row];
            double here = aim.strength(logits, row, followed[e]);
            if (!done[e] && here > strength[e]) {
                points.slice(e).assign(at.slice(row));
                strength[e] = here;
            }
        }
    }
}
