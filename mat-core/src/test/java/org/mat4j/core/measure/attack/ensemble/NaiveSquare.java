package org.mat4j.core.measure.attack.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.mat4j.core.method.direction.Norm;
import org.mat4j.core.testing.check.NaiveMlp;

/** Square by loops over rows, columns and channels; all random draws in the order of the attack's. */
final class NaiveSquare {
    private final int h;
    private final int w;
    private final int c;
    private final NaiveMlp.Rules rules;
    private final Random random;
    private final double[][][] x;

    NaiveSquare(int h, int w, int c, NaiveMlp.Rules rules, double[] x, Random random) {
        this.h = h;
        this.w = w;
        this.c = c;
        this.rules = rules;
        this.random = random;
        this.x = new double[h][w][c];
        for (int j = 0; j < x.length; j++) {
            this.x[j / c / w][j / c % w][j % c] = x[j];
        }
    }

    /** All points that are tried. */
    List<double[]> run(int queries, ToDoubleFunction<double[]> margin) {
        boolean l2 = rules.norm() == Norm.L2;
        double[][][] best = l2 ? pattern() : stripes();
        List<double[]> tried = new ArrayList<>(List.of(flat(best)));
        double least = margin.applyAsDouble(flat(best));
        for (int q = 1; q < queries; q++) {
            double[][][] next = l2 ? moved(best, share(q - 1)) : changed(best, share(q - 1));
            tried.add(flat(next));
            double now = margin.applyAsDouble(flat(next));
            if (now < least) {
                least = now;
                best = next;
            }
        }
        return tried;
    }

    private static double share(int iteration) {
        if (iteration <= 10) {
            return 0.8;
        }
        return iteration <= 50 ? 0.4 : 0.2;
    }

    private int side(double share, int least, boolean odd) {
        int side = (int) Math.round(h == 1 ? share * w : Math.sqrt(share * h * w));
        side = Math.max(side, least);
        side += odd && side % 2 == 0 ? 1 : 0;
        return Math.min(side, h == 1 ? w : Math.min(h, w));
    }

    private int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    private double[][][] stripes() {
        double[][][] start = new double[h][w][c];
        for (int j = 0; j < w; j++) {
            for (int k = 0; k < c; k++) {
                int sign = sign();
                for (int i = 0; i < h; i++) {
                    start[i][j][k] = clip(x[i][j][k] + sign * rules.epsilon(), x[i][j][k]);
                }
            }
        }
        return start;
    }

    private double clip(double value, double origin) {
        double inBall = Math.max(origin - rules.epsilon(), Math.min(origin + rules.epsilon(), value));
        return Math.max(rules.low(), Math.min(rules.high(), inBall));
    }

    private double[][][] changed(double[][][] best, double share) {
        int s = side(share, 1, false);
        int high = Math.min(s, h);
        int i0 = random.nextInt(h - high + 1);
        int j0 = random.nextInt(w - s + 1);
        double[][][] next = copy(best);
        for (int k = 0; k < c; k++) {
            int sign = sign();
            for (int i = i0; i < i0 + high; i++) {
                for (int j = j0; j < j0 + s; j++) {
                    next[i][j][k] = clip(best[i][j][k] + 2 * sign * rules.epsilon(), x[i][j][k]);
                }
            }
        }
        return next;
    }

    private double[][][] pattern() {
        double[][][] r = new double[h][w][c];
        int s = Math.max((h == 1 ? w : Math.min(h, w)) / 5, 1);
        int high = Math.min(s, h);
        int tall = h / high;
        int wide = w / s;
        for (int a = 0; a < tall; a++) {
            for (int b = 0; b < wide; b++) {
                double[][] eta = eta(high, s);
                for (int k = 0; k < c; k++) {
                    int sign = sign();
                    for (int i = 0; i < high; i++) {
                        for (int j = 0; j < s; j++) {
                            r[(h - tall * high) / 2 + a * high + i][(w - wide * s) / 2 + b * s + j][k] =
                                    sign * eta[i][j];
                        }
                    }
                }
            }
        }
        return full(r);
    }

    private double[][][] moved(double[][][] best, double share) {
        double[][][] r = new double[h][w][c];
        double total = 0;
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                for (int k = 0; k < c; k++) {
                    r[i][j][k] = best[i][j][k] - x[i][j][k];
                    total += r[i][j][k] * r[i][j][k];
                }
            }
        }
        int s = side(share, 3, true);
        int high = Math.min(s, h);
        int i1 = random.nextInt(h - high + 1);
        int j1 = random.nextInt(w - s + 1);
        int i2 = random.nextInt(h - high + 1);
        int j2 = random.nextInt(w - s + 1);
        double[][] eta = eta(high, s);
        double[][][] next = copy(r);
        for (int k = 0; k < c; k++) {
            int sign = sign();
            double window = 0;
            double union = 0;
            for (int i = 0; i < h; i++) {
                for (int j = 0; j < w; j++) {
                    boolean first = i >= i1 && i < i1 + high && j >= j1 && j < j1 + s;
                    boolean second = i >= i2 && i < i2 + high && j >= j2 && j < j2 + s;
                    window += first ? r[i][j][k] * r[i][j][k] : 0;
                    union += first || second ? r[i][j][k] * r[i][j][k] : 0;
                    next[i][j][k] = second ? 0 : next[i][j][k];
                }
            }
            double[][] mixed = new double[high][s];
            double norm = 0;
            for (int i = 0; i < high; i++) {
                for (int j = 0; j < s; j++) {
                    mixed[i][j] = sign * eta[i][j] + (window == 0 ? 0 : r[i1 + i][j1 + j][k] / Math.sqrt(window));
                    norm += mixed[i][j] * mixed[i][j];
                }
            }
            double budget = Math.max(rules.epsilon() * rules.epsilon() - total, 0) / c + union;
            for (int i = 0; i < high; i++) {
                for (int j = 0; j < s; j++) {
                    next[i1 + i][j1 + j][k] = norm == 0 ? 0 : mixed[i][j] * Math.sqrt(budget / norm);
                }
            }
        }
        return full(next);
    }

    private double[][][] full(double[][][] r) {
        double squares = 0;
        for (double value : flat(r)) {
            squares += value * value;
        }
        double[][][] point = new double[h][w][c];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                for (int k = 0; k < c; k++) {
                    double moved = x[i][j][k] + r[i][j][k] * rules.epsilon() / Math.sqrt(squares);
                    point[i][j][k] = Math.max(rules.low(), Math.min(rules.high(), moved));
                }
            }
        }
        return point;
    }

    /** As the paper builds it: rectangles laid on each other around the middle of each half. */
    private double[][] eta(int high, int wide) {
        boolean columns = high == 1 || wide > 1 && random.nextBoolean();
        double[][] eta = new double[high][wide];
        int side = columns ? wide : high;
        double total = 0;
        for (int half = 0; half < 2; half++) {
            int from = half == 0 ? 0 : side / 2;
            int to = half == 0 ? side / 2 : side;
            int hh = columns ? high : to - from;
            int ww = columns ? to - from : wide;
            double[][] hill = new double[hh][ww];
            for (int n = 0; n <= Math.max(hh, ww) / 2; n++) {
                for (int i = Math.max(hh / 2 - n, 0); i < Math.min(hh / 2 + n + 1, hh); i++) {
                    for (int j = Math.max(ww / 2 - n, 0); j < Math.min(ww / 2 + n + 1, ww); j++) {
                        hill[i][j] += Math.pow(n + 1, -2);
                    }
                }
            }
            double norm = 0;
            for (double value : hill.length == 0 ? new double[0] : flat(hill)) {
                norm += value * value;
            }
            total += norm == 0 ? 0 : 1;
            for (int i = 0; i < hh; i++) {
                for (int j = 0; j < ww; j++) {
                    eta[columns ? i : from + i][columns ? from + j : j] =
                            (half == 0 ? 1 : -1) * hill[i][j] / Math.sqrt(norm);
                }
            }
        }
        for (double[] row : eta) {
            for (int j = 0; j < wide; j++) {
                row[j] /= Math.sqrt(total);
            }
        }
        return eta;
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    private double[] flat(double[][][] image) {
        double[] flat = new double[h * w * c];
        for (int j = 0; j < flat.length; j++) {
            flat[j] = image[j / c / w][j / c % w][j % c];
        }
        return flat;
    }

    private double[][][] copy(double[][][] image) {
        double[][][] copy = new double[h][w][c];
        for (int i = 0; i < h; i++) {
            for (int j = 0; j < w; j++) {
                copy[i][j] = image[i][j].clone();
            }
        }
        return copy;
    }
}
