package org.mat4j.lab.plot.embedding;

import de.javagl.tsne.Tsne;

/**
 * t-distributed stochastic neighbor embedding (van der Maaten and Hinton 2008; Barnes-Hut approximation, van der Maaten
 * 2014): neighbors stay neighbors, so that clusters are seen; distances between clusters and their sizes mean little.
 *
 * <p>By the library bh-tsne: its seed is its own, its time grows with n log n, its license is BSD, and it brings nothing
 * else along. Smile's, at the same quality, needs time and memory that grow with n^2, seeds a generator shared by all
 * threads and is under the LGPL; DeepLearning4J's is not published for the version used here.
 */
public final class TSne implements Projection {

    /** A perplexity with which most data can be drawn. */
    public static final double PERPLEXITY = 30;

    /** Updates after which most data have settled. */
    public static final int ITERATIONS = 1000;

    private final double perplexity;
    private final int iterations;
    private final long seed;

    private TSne(double perplexity, int iterations, long seed) {
        this.perplexity = perplexity;
        this.iterations = iterations;
        this.seed = seed;
    }

    /**
     * With {@link #PERPLEXITY} and {@link #ITERATIONS}.
     *
     * @param seed of the first places; the same seed gives the same picture
     */
    public static TSne of(long seed) {
        return new TSne(PERPLEXITY, ITERATIONS, seed);
    }

    /**
     * The same with another perplexity.
     *
     * @param value about how many neighbors count, at least 1
     * @throws IllegalArgumentException if it is less, or not finite
     */
    public TSne withPerplexity(double value) {
        if (!(value >= 1) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("perplexity: expected a finite number from 1, found " + value);
        }
        return new TSne(value, iterations, seed);
    }

    /**
     * The same with another number of updates.
     *
     * @param value at least 1; before the 250th the clusters are exaggerated
     * @throws IllegalArgumentException if it is less
     */
    public TSne withIterations(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("iterations: expected at least 1, found " + value);
        }
        return new TSne(perplexity, value, seed);
    }

    @Override
    public String title() {
        return "t-SNE, perplexity " + (perplexity == Math.rint(perplexity) ? "" + (long) perplexity : "" + perplexity);
    }

    /**
     * @param points [n, D], more than three times the perplexity
     */
    @Override
    public double[][] project(double[][] points) {
        Points.check(points, (int) Math.floor(3 * perplexity) + 2, title());
        Tsne tsne = new Tsne();
        tsne.setOutputDims(2);
        // As many as there are: its own principal component analysis is not wanted.
        tsne.setInitialDims(points[0].length);
        tsne.setPerplexity(perplexity);
        tsne.setMaxIterations(iterations);
        tsne.setRandomSeed(seed);
        tsne.setMessageConsumer(message -> {
            // a line every 50 updates, of no use to the caller
        });
        return tsne.run(points);
    }
}
