package org.mat4j.core.measure;

import java.util.ArrayList;
import java.util.List;

/** The sums of a {@link Calibration}. */
final class CalibrationBins {

    private final int[] counts;
    private final int[] right;
    private final double[] confidences;
    private double negativeLogLikelihood;
    private double brier;

    CalibrationBins(int binCount) {
        if (binCount < 1) {
            throw new IllegalArgumentException("number of bins is " + binCount + ", expected at least 1");
        }
        counts = new int[binCount];
        right = new int[binCount];
        confidences = new double[binCount];
    }

    void add(double[] probabilities, int label, double minusLogLikelihood) {
        int predicted = Rows.argMax(probabilities);
        double confidence = probabilities[predicted];
        int bin = binOf(confidence);
        counts[bin]++;
        confidences[bin] += confidence;
        right[bin] += predicted == label ? 1 : 0;
        negativeLogLikelihood += minusLogLikelihood;
        for (int k = 0; k < probabilities.length; k++) {
            double difference = probabilities[k] - (k == label ? 1 : 0);
            brier += difference * difference;
        }
    }

    private int binOf(double confidence) {
        int bin = (int) Math.min(counts.length - 1, Math.ceil(confidence * counts.length) - 1);
        // The product is rounded: the ends of the bins decide.
        while (bin > 0 && confidence <= end(bin)) {
            bin--;
        }
        while (bin < counts.length - 1 && confidence > end(bin + 1)) {
            bin++;
        }
        return bin;
    }

    /** Where bin b begins, and the one before it ends. */
    private double end(int b) {
        return (double) b / counts.length;
    }

    Calibration result() {
        List<Calibration.Bin> bins = new ArrayList<>();
        int n = 0;
        int allRight = 0;
        double allConfidence = 0;
        double expected = 0;
        double maximum = 0;
        for (int b = 0; b < counts.length; b++) {
            Calibration.Bin bin = new Calibration.Bin(
                    end(b), end(b + 1), counts[b], confidences[b] / counts[b], (double) right[b] / counts[b]);
            bins.add(bin);
            n += counts[b];
            allRight += right[b];
            allConfidence += confidences[b];
            expected += counts[b] * bin.error();
            maximum = Math.max(maximum, bin.error());
        }
        return new Calibration(
                n,
                expected / n,
                maximum,
                negativeLogLikelihood / n,
                brier / n,
                (double) allRight / n,
                allConfidence / n,
                bins);
    }
}
