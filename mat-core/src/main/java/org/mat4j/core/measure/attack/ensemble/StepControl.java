package org.mat4j.core.measure.attack.ensemble;

/**
 * When APGD halves its step: at checkpoints, which come ever more often, if at most three quarters of the steps since
 * the last one made the loss rise (fewer, in the paper; at most, in the published code), or if the best loss is still the same and the step was not halved there.
 */
final class StepControl {
    private static final double FIRST_WINDOW = 0.22;
    private static final double SHORTER_BY = 0.03;
    private static final double SHORTEST_WINDOW = 0.06;
    private static final double RISES = 0.75;

    private final int shorterBy;
    private final int shortest;
    private int window;
    private int steps;
    private int rises;
    private double last;
    private double bestBefore;
    private boolean halvedBefore = true;

    /**
     * @param iterations of the whole run
     * @param loss where it starts
     */
    StepControl(int iterations, double loss) {
        window = share(FIRST_WINDOW, iterations);
        shorterBy = share(SHORTER_BY, iterations);
        shortest = share(SHORTEST_WINDOW, iterations);
        last = loss;
        bestBefore = loss;
    }

    private static int share(double share, int iterations) {
        // In percent: 0.06 * 50 would be a little less than 3.
        return (int) Math.max(Math.round(share * 100) * iterations / 100, 1);
    }

    /**
     * Takes note of a step.
     *
     * @param loss after it
     * @param best of all so far
     * @return whether to go on from the best point with half the step
     */
    boolean halves(double loss, double best) {
        steps++;
        rises += loss > last ? 1 : 0;
        last = loss;
        if (steps < window) {
            return false;
        }
        boolean halves = rises <= RISES * steps || !halvedBefore && best <= bestBefore;
        halvedBefore = halves;
        bestBefore = best;
        steps = 0;
        rises = 0;
        window = Math.max(window - shorterBy, shortest);
        return halves;
    }
}
