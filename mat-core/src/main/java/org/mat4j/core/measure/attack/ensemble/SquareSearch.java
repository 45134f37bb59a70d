package org.mat4j.core.measure.attack.ensemble;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.util.MathArrays;

/**
 * Square (Andriushchenko et al. 2020): random search that changes one square of the input at a time and keeps what brings
 * the true class nearer to losing. It asks for logits alone, so no lack of a gradient stops it.
 *
 * <p>Under L-infinity it starts from columns of random sign, and a square changes to x + epsilon or x - epsilon in each channel. Under L2
 * it starts from a pattern of {@link SquareShape}s, and moves the budget of one square to another. The squares shrink as published, from 0.8 of all pixels on.
 * Inputs that are no images are one row, and squares pieces of it. Unlike in the published code, each example has squares of its own,
 * and they reach the last row and column.
 */
final class SquareSearch implements Search {
    private static final double FIRST_SHARE = 0.8;
    private static final int[] HALVED_AFTER = {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000};
    private static final int TILES = 5;
    private static final int SHORTEST = 3;

    private final Threat threat;
    private final Victim victim;
    private final Grid grid;
    private final int queries;
    private final Random random;
    private double[] point;
    private double[] best;
    private double bestMargin = Double.POSITIVE_INFINITY;
    private int done;

    /** @param queries number of points asked for, at least 1 */
    SquareSearch(Threat threat, Victim victim, int queries, Random random) {
        this.threat = threat;
        this.victim = victim;
        this.queries = queries;
        this.random = random;
        grid = Grid.of(victim.shape());
        point = threat.norm() == Ball.L2 ? within(tiles()) : stripes();
        best = point;
    }

    @Override
    public double[] point() {
        return point;
    }

    @Override
    public boolean take(Answer answer) {
        double margin = answer.margin(victim.label());
        if (margin < bestMargin) {
            bestMargin = margin;
            best = point;
        }
        point = threat.norm() == Ball.L2 ? moved() : changed();
        done++;
        return done < queries;
    }

    /** The share of all pixels that a square has. */
    private double share() {
        long halvings = Arrays.stream(HALVED_AFTER).filter(q -> done > q).count();
        return FIRST_SHARE / (1L << halvings);
    }

    private int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    private double[] stripes() {
        double[] start = victim.x().clone();
        for (int column = 0; column < grid.columns(); column++) {
            Grid.Window stripe = new Grid.Window(0, column, grid.rows(), 1);
            for (int channel = 0; channel < grid.channels(); channel++) {
                add(start, grid.places(stripe, channel), sign() * threat.epsilon());
            }
        }
        return threat.clip(start);
    }

    private double[] changed() {
        double[] next = best.clone();
        int side = Math.min(Math.max(grid.side(share()), 1), grid.longestSide());
        Grid.Window window = grid.randomSquare(side, random);
        for (int channel = 0; channel < grid.channels(); channel++) {
            add(next, grid.places(window, channel), sign() * 2 * threat.epsilon());
        }
        return threat.project(victim.x(), next);
    }

    private static void add(double[] to, int[] places, double value) {
        for (int place : places) {
            to[place] += value;
        }
    }

    /** A pattern of squares of a fifth of the input's side. */
    private double[] tiles() {
        double[] r = new double[victim.x().length];
        int side = Math.max(grid.longestSide() / TILES, 1);
        int height = Math.min(side, grid.rows());
        int width = Math.min(side, grid.columns());
        for (int row = grid.rows() % height / 2; row + height <= grid.rows(); row += height) {
            for (int column = grid.columns() % width / 2; column + width <= grid.columns(); column += width) {
                double[] shape = SquareShape.of(height, width, random);
                for (int channel = 0; channel < grid.channels(); channel++) {
                    put(r, grid.places(grid.square(row, column, side), channel), MathArrays.scale(sign(), shape));
                }
            }
        }
        return r;
    }

    private double[] moved() {
        double[] r = MathArrays.ebeSubtract(best, victim.x());
        double free = Math.max(Math.pow(threat.epsilon(), 2) - squares(r), 0) / grid.channels();
        int side = Math.max(grid.side(share()), SHORTEST) | 1;
        side = Math.min(side, grid.longestSide());
        Grid.Window to = grid.randomSquare(side, random);
        Grid.Window from = grid.randomSquare(side, random);
        double[] shape = SquareShape.of(to.height(), to.width(), random);
        for (int channel = 0; channel < grid.channels(); channel++) {
            int[] places = grid.places(to, channel);
            double[] old = at(places, r);
            double[] there = MathArrays.ebeAdd(MathArrays.scale(sign(), shape), SquareShape.unit(old));
            double budget = free + squares(old);
            put(r, places, new double[places.length]);
            // What both windows share has been counted, and is zero by now.
            int[] emptied = grid.places(from, channel);
            budget += squares(at(emptied, r));
            put(r, emptied, new double[emptied.length]);
            put(r, places, MathArrays.scale(Math.sqrt(budget), SquareShape.unit(there)));
        }
        return within(r);
    }

    private static void put(double[] to, int[] places, double[] values) {
        for (int k = 0; k < places.length; k++) {
            to[places[k]] = values[k];
        }
    }

    private static double squares(double[] values) {
        return Arrays.stream(values).map(v -> v * v).sum();
    }

    private static double[] at(int[] places, double[] values) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    /** The example with a perturbation of exactly the allowed size, then clipped. */
    private double[] within(double[] r) {
        double[] full = MathArrays.scale(threat.epsilon(), SquareShape.unit(r));
        return threat.clip(MathArrays.ebeAdd(victim.x(), full));
    }
}
