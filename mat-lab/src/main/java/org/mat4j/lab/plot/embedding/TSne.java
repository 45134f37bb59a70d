package org.mat4j.lab.plot.embedding;

import de.javagl.tsne.Tsne;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.mat4j.core.check.Checks;
import org.mat4j.lab.plot.Text;

/**
 * t-distributed stochastic neighbor embedding (van der Maaten and Hinton 2008; Barnes-Hut approximation, van der Maaten
 * 2014): neighbors stay neighbors, so that clusters are seen; distances between clusters and their sizes mean little.
 *
 * <p>By the library bh-tsne: its seed is its own and its time grows with n log n, where Smile's seeds a generator shared by
 * all threads and needs time and memory that grow with n^2.
 *
 * @param perplexity about how many neighbors count, at least 1
 * @param iterations updates, at least 1; before the 250th the clusters are exaggerated
 * @param seed of the first places; the same seed gives the same picture
 */
@RecordBuilder
public record TSne(double perplexity, int iterations, long seed) implements Projection, TSneBuilder.With {

    /** Checks the values. */
    public TSne {
        Checks.require(
                perplexity >= 1 && Double.isFinite(perplexity), "perplexity", perplexity, "a finite number from 1");
        Checks.require(iterations >= 1, "iterations", iterations, "at least 1");
    }

    /** With a perplexity with which most data can be drawn, 30, and 1,000 updates, after which most have settled. */
    public static TSne of(long seed) {
        return new TSne(30, 1000, seed);
    }

    @Override
    public String title() {
        return "t-SNE, perplexity " + Text.number(perplexity);
    }

    @Override
    public int leastPoints() {
        return (int) Math.floor(3 * perplexity) + 2;
    }

    /** @param points [n, D], more than three times the perplexity */
    @Override
    public double[][] project(double[][] points) {
        check(points);
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
