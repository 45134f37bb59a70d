package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much examples belong to classes: the weights above 0 of all examples, one after the other. Those of example i end before
 * place ends[i]; at place p is the weight weights[p] of class classes[p].
 */
record ClassWeighting(int[] ends, int[] classes, double[] weights, int classCount) {

    /** Of class indices [n]. */
    static ClassWeighting of(int[] labels, int classCount) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classCount) {
                throw new IllegalArgumentException(
                        "labels: row " + i + " is " + labels[i] + ", expected a class index in 0.." + (classCount - 1));
            }
        }
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return new ClassWeighting(IntStream.rangeClosed(1, labels.length).toArray(), labels.clone(), ones, classCount);
    }

    /** Of n rows of weights of at least 0, one after the other. */
    static ClassWeighting of(double[] rows, int n) {
        int classCount = rows.length / n;
        int[] places = IntStream.range(0, rows.length).filter(p -> rows[p] > 0).toArray();
        int[] ends = new int[n];
        for (int place : places) {
            ends[place / classCount]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        return new ClassWeighting(
                ends,
                IntStream.of(places).map(p -> p % classCount).toArray(),
                IntStream.of(places).mapToDouble(p -> rows[p]).toArray(),
                classCount);
    }

    /** The class of the largest weight of example i, the first of equals. */
    int largest(int i) {
        int best = i == 0 ? 0 : ends[i - 1];
        for (int place = best + 1; place < ends[i]; place++) {
            best = weights[place] > weights[best] ? place : best;
        }
        return classes[best];
    }

    void forEach(LatentBatch.WeightVisitor visitor) {
        int place = 0;
        for (int i = 0; i < ends.length; i++) {
            for (; place < ends[i]; place++) {
                visitor.visit(i, classes[place], weights[place]);
            }
        }
    }
}
