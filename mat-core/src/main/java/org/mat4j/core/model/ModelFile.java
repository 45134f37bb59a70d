package org.mat4j.core.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.mat4j.core.check.Checks;
import org.mat4j.core.engine.backend.Workspaces;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.Container;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.mat4j.core.network.BatchCheck;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The file format of a model: a {@link Container}, which is a zip archive, with these entries.
 *
 * <ul>
 *   <li>{@value #GRAPH}: the inference graph with its first layer as SameDiff's FlatBuffers; {@code SameDiff.fromFlatFile}
 *       reads it without this library
 *   <li>{@value #MIXTURE}: the latent mixture as JSON
 *   <li>{@value #INFO}: names of the graph's input and outputs, network, classes, training and provenance as JSON
 *   <li>{@value #DECISION}: the {@link DecisionRule} as JSON, where one was chosen
 *   <li>{@value #ATTACHMENTS}NAME: what the application attached, as it gave it; a file may have none
 * </ul>
 */
public final class ModelFile {

    /** Entry of the inference graph. */
    public static final String GRAPH = "graph.fb";

    /** Entry of the latent mixture. */
    public static final String MIXTURE = "mixture.json";

    /** Entry of the model's description. */
    public static final String INFO = "model.json";

    /** Entry of the decision rule; a file may have none. */
    public static final String DECISION = "decision.json";

    /** What the entries of attachments start with, see {@link TrainedModel#withAttachment}. */
    public static final String ATTACHMENTS = "attachments/";

    private ModelFile() {}

    static void write(TrainedModel model, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Container container = new Container()
                    .addJson(INFO, model.info().toJson())
                    .addJson(MIXTURE, model.mixture().toJson())
                    .add(GRAPH, model.classifier().serialized());
            if (!model.decisionRule().equals(DecisionRule.NONE)) {
                container.addJson(DECISION, model.decisionRule().toJson());
            }
            model.attachments().forEach((name, content) -> container.add(ATTACHMENTS + name, content));
            AtomicFile.write(file, container::write);
        } catch (IOException e) {
            throw new ModelFileException(
                    "cannot write the model to " + file + ": " + FileErrors.reason(e)
                            + "; choose a folder that can be written to, with space left",
                    e);
        }
    }

    /** Where a container comes from. */
    @FunctionalInterface
    interface Source {
        Container read() throws IOException;
    }

    /** @param name of the source in messages */
    static TrainedModel read(String name, Source source) {
        try {
            Container container = source.read();
            ModelInfo info = ModelInfo.fromJson(container.json(INFO, JsonNode.class));
            GaussianMixture mixture = GaussianMixture.fromJson(container.json(MIXTURE, JsonNode.class));
            Map<String, byte[]> attachments = new TreeMap<>();
            for (String entry : container.names()) {
                if (entry.startsWith(ATTACHMENTS)) {
                    attachments.put(
                            TrainedModel.requireName(entry.substring(ATTACHMENTS.length())), container.bytes(entry));
                }
            }
            SameDiff graph = graph(container.bytes(GRAPH));
            requireShape(
                    "input of the graph",
                    graph.getVariable(Classifier.INPUT).getShape(),
                    BatchCheck.batchShape(-1, info.inputShape()));
            requireShape(
                    "mixture",
                    new long[] {mixture.classCount(), mixture.latentSize()},
                    info.classCount(),
                    info.latentSize());
            Classifier classifier = new Classifier(graph, info.inputShape(), info.classCount(), Map.of());
            Classifier.Prediction one = classifier.predict(Nd4j.zeros(BatchCheck.batchShape(1, info.inputShape())));
            requireShape("latent of the graph", one.latent().shape(), 1, info.latentSize());
            requireShape("logits of the graph", one.logits().shape(), 1, info.classCount());
            DecisionRule rule = container.names().contains(DECISION)
                    ? DecisionRule.fromJson(container.json(DECISION, JsonNode.class))
                    : DecisionRule.NONE;
            return new TrainedModel(classifier, mixture, info, rule, attachments);
        } catch (NoSuchFileException e) {
            throw new ModelFileException("there is no " + name, e);
        } catch (IOException | RuntimeException e) {
            // What this library did not write so makes SameDiff fail in many ways.
            String reason = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
            throw new ModelFileException("cannot read the " + name + ": " + reason, e);
        }
    }

    private static void requireShape(String what, long[] found, long... described) {
        Checks.require(
                Arrays.equals(found, described),
                "shape of the " + what,
                Arrays.toString(found),
                Arrays.toString(described) + " as the model's description says");
    }

    /** A graph as FlatBuffers. */
    static byte[] bytes(SameDiff graph) {
        ByteBuffer buffer = graph.asFlatBuffers(false);
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return content;
    }

    /** The graph that {@link #bytes} wrote. */
    static SameDiff graph(byte[] content) {
        // The arrays of a graph are read in place, which needs memory outside of the Java heap.
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length).order(ByteOrder.nativeOrder());
        buffer.put(content).flip();
        GraphArrays.check(buffer);
        return Workspaces.outside(() -> {
            try {
                return SameDiff.fromFlatBuffers(buffer);
            } catch (IOException e) {
                throw new IllegalStateException("the graph cannot be read: " + e.getMessage(), e);
            }
        });
    }
}
