package org.mat4j.core.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.method.mixture.GaussianMixture;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The file format of a model: a zip with three entries and those of the attachments.
 *
 * <ul>
 *   <li>{@value #GRAPH}: the inference graph as SameDiff's FlatBuffers; {@code SameDiff.fromFlatFile} reads it without
 *       this library
 *   <li>{@value #MIXTURE}: the latent mixture as JSON
 *   <li>{@value #INFO}: network, training and provenance as JSON
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

    /** What the entries of attachments start with, see {@link TrainedModel#withAttachment}. */
    public static final String ATTACHMENTS = "attachments/";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ModelFile() {}

    static void write(TrainedModel model, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, out -> {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    put(zip, INFO, JSON.writeValueAsBytes(toJson(model.info())));
                    put(zip, MIXTURE, JSON.writeValueAsBytes(model.mixture().toJson()));
                    put(zip, GRAPH, model.classifier().serialized());
                    for (Map.Entry<String, byte[]> attachment :
                            model.attachments().contents().entrySet()) {
                        put(zip, ATTACHMENTS + attachment.getKey(), attachment.getValue());
                    }
                }
            });
        } catch (IOException e) {
            throw new ModelFileException(
                    "cannot write the model to " + file + ": " + FileErrors.reason(e)
                            + "; choose a folder that can be written to, with space left",
                    e);
        }
    }

    static TrainedModel read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ModelInfo info = info(json(zip, INFO, file), file);
            GaussianMixture mixture = GaussianMixture.fromJson(json(zip, MIXTURE, file));
            if (mixture.latentSize() != info.latentSize() || mixture.classCount() != info.classCount()) {
                throw new ModelFileException(
                        file + " is damaged: its mixture has " + mixture.classCount() + " classes in "
                                + mixture.latentSize() + " dimensions; expected " + info.classCount() + " in "
                                + info.latentSize() + " as the model's description says",
                        null);
            }
            return new TrainedModel(graph(entry(zip, GRAPH, file)), mixture, info, attachments(zip, file));
        } catch (NoSuchFileException e) {
            throw new ModelFileException("there is no model file " + file, e);
        } catch (ZipException e) {
            throw new ModelFileException(
                    file + " is not a model file, or damaged: " + e.getMessage() + "; expected a zip archive", e);
        } catch (ModelFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // A damaged graph makes SameDiff fail in many ways.
            throw new ModelFileException("cannot read the model file " + file + ", it may be damaged: " + reason(e), e);
        }
    }

    private static ObjectNode toJson(ModelInfo info) {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        ObjectNode network = node.putObject("network");
        network.put("name", info.network());
        network.set("inputShape", JSON.valueToTree(info.inputShape()));
        network.put("latentSize", info.latentSize());
        network.put("classCount", info.classCount());
        node.set("training", JSON.valueToTree(info.training()));
        node.set("provenance", JSON.valueToTree(info.provenance()));
        return node;
    }

    private static ModelInfo info(JsonNode node, Path file) {
        if (node.path("format").asInt() != FORMAT) {
            throw new ModelFileException(
                    file + " has model format " + node.path("format") + "; expected " + FORMAT, null);
        }
        JsonNode network = required(node, "network", file);
        JsonNode sizes = required(network, "inputShape", file);
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong();
        }
        return new ModelInfo(
                required(network, "name", file).asText(),
                shape,
                required(network, "latentSize", file).asInt(),
                required(network, "classCount", file).asInt(),
                strings(node.path("training")),
                strings(node.path("provenance")));
    }

    private static JsonNode required(JsonNode node, String field, Path file) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new ModelFileException(file + " is damaged: its entry " + INFO + " has no '" + field + "'", null);
        }
        return value;
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    private static JsonNode json(ZipFile zip, String name, Path file) throws IOException {
        return JSON.readTree(entry(zip, name, file));
    }

    private static byte[] entry(ZipFile zip, String name, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ModelFileException(
                    file + " is not a model file: the zip archive has no entry '" + name + "'", null);
        }
        return content(zip, entry, file);
    }

    private static byte[] content(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readAllBytes();
        }
        // ZipFile itself does not compare it.
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (checksum.getValue() != entry.getCrc()) {
            throw new ModelFileException(
                    file + " is damaged: the content of its entry '" + entry.getName()
                            + "' does not have the checksum of the zip archive; save the model again",
                    null);
        }
        return content;
    }

    private static Attachments attachments(ZipFile zip, Path file) throws IOException {
        Attachments attachments = Attachments.NONE;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getName().startsWith(ATTACHMENTS) && !entry.isDirectory()) {
                String name = entry.getName().substring(ATTACHMENTS.length());
                attachments = attachments.withOwned(name, content(zip, entry, file));
            }
        }
        return attachments;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
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
        try {
            return SameDiff.fromFlatBuffers(buffer);
        } catch (IOException e) {
            throw new IllegalStateException("the graph cannot be read: " + e.getMessage(), e);
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
