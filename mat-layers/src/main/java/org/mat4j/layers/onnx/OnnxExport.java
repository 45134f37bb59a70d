package org.mat4j.layers.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.model.Classifier;
import org.mat4j.core.model.ModelFileException;
import org.mat4j.core.model.TrainedModel;

/**
 * A trained model as ONNX: it predicts what {@link org.mat4j.core.model.Predictor} does, without this library or ND4J.
 *
 * <pre>{@code
 * OnnxExport.of(model).write(Path.of("model.onnx"));
 * }</pre>
 *
 * <p>The input is {@value Classifier#INPUT}, FLOAT [batch, inputShape...], not yet preprocessed: images in [0, 1], the
 * channels last. The outputs are, for any number of examples:
 *
 * <ul>
 *   <li>{@value Classifier#LOGITS}, FLOAT [batch, m]
 *   <li>{@value #PROBABILITIES}, FLOAT [batch, m]: softmax(logits / T) with the model's temperature T
 *   <li>{@value Classifier#LATENT}, FLOAT [batch, D]
 *   <li>{@value #POSTERIOR}, FLOAT [batch, m]: p(k|z) of the latent's mixture
 *   <li>{@value #SCORE}, FLOAT [batch]: -log q(z), the larger the less the latent is like the training's
 *   <li>{@value #FOREIGN}, BOOL [batch]: whether the score is above the model's threshold
 * </ul>
 *
 * <p>The network computes in single precision, in which the parameters of a model of type DOUBLE are rounded; the mixture in
 * double precision. What is known of the model is part of the metadata: the class names (a JSON list), the temperature and
 * the threshold, how it was trained, where it comes from, and those attachments that are text, such as a table's columns.
 *
 * <p>Needs {@code org.tribuo:tribuo-util-onnx}, which mat-layers does not bring along.
 */
public final class OnnxExport {

    /** Name of the output softmax(logits / T), [batch, m]. */
    public static final String PROBABILITIES = "probabilities";

    /** Name of the output p(k|z), [batch, m]. */
    public static final String POSTERIOR = "posterior";

    /** Name of the output -log q(z), [batch]. */
    public static final String SCORE = "score";

    /** Name of the output that says which scores are above the threshold, [batch]. */
    public static final String FOREIGN = "foreign";

    private static final String FORMAT_CLASS = "ai.onnx.proto.OnnxMl";
    private static final String FORMAT_LIBRARY = "org.tribuo:tribuo-util-onnx";

    private final byte[] content;

    private OnnxExport(byte[] content) {
        this.content = content;
    }

    /**
     * The operations of SameDiff that can be expressed, by their names.
     *
     * @throws IllegalStateException if the optional dependency is not there
     */
    public static SortedSet<String> operations() {
        requireFormat();
        return new TreeSet<>(Translators.ALL.keySet());
    }

    /**
     * Translates a model.
     *
     * @throws IllegalArgumentException if its network has an operation, or a setting of one, that cannot be expressed
     * @throws IllegalStateException if the model is closed, or the optional dependency is not there
     */
    public static OnnxExport of(TrainedModel model) {
        requireFormat();
        return Workspaces.outside(() -> new OnnxExport(OnnxModel.of(model).toByteArray()));
    }

    private static void requireFormat() {
        try {
            Class.forName(FORMAT_CLASS);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the class " + FORMAT_CLASS + " is missing, expected " + FORMAT_LIBRARY
                            + " on the class path, without which there is no ONNX: add that dependency",
                    e);
        }
    }

    /** The size of the file in bytes. */
    public int size() {
        return content.length;
    }

    /** The content of the file. */
    public byte[] toBytes() {
        return content.clone();
    }

    /**
     * Writes the file, which is complete or absent: it is written beside its place and moved there.
     *
     * @throws ModelFileException if it cannot be written
     */
    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> out.write(content));
        } catch (IOException e) {
            throw new ModelFileException(
                    "cannot write the ONNX model to " + file + ": " + FileErrors.reason(e)
                            + "; choose a folder that can be written to, with space left",
                    e);
        }
    }
}
