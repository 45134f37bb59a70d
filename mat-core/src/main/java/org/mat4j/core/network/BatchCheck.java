package org.mat4j.core.network;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.LongStream;
import org.mat4j.core.check.Finite;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;

/** Checks that batches fit a network, so that bad data is named where it comes in. */
public final class BatchCheck {

    private final long[] inputShape;
    private final int classCount;
    private final LabelForm form;

    /** For batches of a network, with one-hot labels. */
    public BatchCheck(Network network) {
        this(network, LabelForm.ONE_HOT);
    }

    /** For batches of a network. */
    public BatchCheck(Network network, LabelForm form) {
        this(network.inputShape(), network.classCount(), form);
    }

    /**
     * For one-hot labels.
     *
     * @param inputShape of one example
     * @param classCount number of classes
     */
    public BatchCheck(long[] inputShape, int classCount) {
        this(inputShape, classCount, LabelForm.ONE_HOT);
    }

    /**
     * @param inputShape of one example
     * @param classCount number of classes
     * @param form of the labels
     */
    public BatchCheck(long[] inputShape, int classCount, LabelForm form) {
        this.inputShape = inputShape.clone();
        this.classCount = classCount;
        this.form = Objects.requireNonNull(form, "form of the labels");
    }

    /** The shape of one example, as a copy. */
    public long[] inputShape() {
        return inputShape.clone();
    }

    /**
     * The features of a batch in the network's shape. Flattened examples, [n, h*w], are given their shape; images with the
     * channels first, [n, c, h, w], are turned to [n, h, w, c], as a view. Flattened images of several channels are refused:
     * ND4J flattens them channel by channel, others pixel by pixel, and nothing in the numbers tells.
     *
     * @throws IllegalArgumentException if the shape does not fit, or a value is not finite in single precision
     */
    public INDArray features(INDArray features) {
        requireFeatures(features);
        INDArray shaped = features;
        if (features.rank() == 2 && inputShape.length > 1 && features.size(1) == ParameterSet.length(inputShape)) {
            requireOneOrder(features);
            shaped = features.reshape('c', batchShape(features.size(0), inputShape));
        }
        // Where both readings fit, as for 3 x 3 images of 3 channels, the channels come last.
        long[] given = example(features);
        if (given.length == 3 && !Arrays.equals(given, inputShape) && Arrays.equals(given, channelsFirst())) {
            shaped = features.permute(0, 2, 3, 1);
        }
        if (!Arrays.equals(example(shaped), inputShape)) {
            throw new IllegalArgumentException(
                    "a batch has features of shape " + Arrays.toString(shaped.shape()) + ", expected " + expected());
        }
        requireNumbers(shaped);
        return shaped;
    }

    private static void requireNumbers(INDArray features) {
        Finite.firstOther(features)
                .ifPresent(found -> refuse(features, found, "infinite or NaN", "finite numbers: clean the data"));
        if (features.dataType() == DataType.DOUBLE && features.amaxNumber().doubleValue() > Float.MAX_VALUE) {
            Finite.firstBeyond(features, Float.MAX_VALUE)
                    .ifPresent(found ->
                            refuse(features, found, "beyond single precision", "numbers up to 3.4E38: scale the data"));
        }
    }

    private static void refuse(INDArray features, Finite.Element found, String what, String expected) {
        long example = found.position() / (features.length() / features.size(0));
        throw new IllegalArgumentException("a batch has features that are " + what + ", such as " + found.value()
                + " in example " + example + ", expected " + expected);
    }

    private void requireOneOrder(INDArray features) {
        if (Arrays.stream(inputShape).filter(size -> size > 1).count() > 1 && channels() > 1) {
            throw new IllegalArgumentException("a batch has flattened images of " + channels() + " channels, "
                    + Arrays.toString(features.shape()) + ", whose order is not known: ND4J flattens them channel by"
                    + " channel; expected " + expected() + ": give them their shape by reshape('c', ...)");
        }
    }

    private void requireFeatures(INDArray features) {
        if (features == null || features.isEmpty()) {
            throw new IllegalArgumentException("a batch has no features, expected shape " + expected());
        }
    }

    /**
     * The labels of a batch.
     *
     * @throws IllegalArgumentException as below
     */
    public INDArray labels(DataSet batch) {
        requireFeatures(batch.getFeatures());
        return labels(batch.getLabels(), batch.getFeatures().size(0));
    }

    /**
     * The labels of a number of examples.
     *
     * @throws IllegalArgumentException if they are not rows of the network's number of classes and of the form asked for
     */
    public INDArray labels(INDArray labels, long n) {
        if (labels == null || labels.rank() != 2 || labels.size(0) != n || labels.size(1) != classCount) {
            throw new IllegalArgumentException("a batch of " + n + " examples has labels of shape "
                    + (labels == null ? "none" : Arrays.toString(labels.shape())) + ", expected "
                    + (form == LabelForm.ONE_HOT ? "one-hot labels [" : "probabilities [") + n + ", " + classCount
                    + "]");
        }
        // One copy: ND4J's toDoubleMatrix makes one for each row, which takes 5 ms for 100 rows.
        double[] values = labels.dup('c').data().asDouble();
        for (int from = 0; from < values.length; from += classCount) {
            double[] row = Arrays.copyOfRange(values, from, from + classCount);
            int example = from / classCount;
            form.mistakeIn(row).ifPresent(expected -> {
                throw new IllegalArgumentException("example " + example + " of a batch has labels "
                        + Arrays.toString(row) + ", expected " + expected);
            });
        }
        return labels;
    }

    /**
     * The shape of a batch.
     *
     * @param n number of examples; -1 where a graph is to take any
     * @param inputShape of one example
     * @return [n, inputShape...]
     */
    public static long[] batchShape(long n, long... inputShape) {
        return LongStream.concat(LongStream.of(n), LongStream.of(inputShape)).toArray();
    }

    private static long[] example(INDArray batch) {
        return Arrays.stream(batch.shape()).skip(1).toArray();
    }

    private long channels() {
        return inputShape.length == 3 ? inputShape[2] : 1;
    }

    /** Empty where the input is not an image. */
    private long[] channelsFirst() {
        return inputShape.length == 3 ? new long[] {inputShape[2], inputShape[0], inputShape[1]} : new long[0];
    }

    private String expected() {
        String images = inputShape.length == 3 ? ", or with the channels first " + withBatch(channelsFirst()) : "";
        return withBatch(inputShape) + images;
    }

    private static String withBatch(long[] shape) {
        return "[n, " + Arrays.toString(shape).substring(1);
    }
}
