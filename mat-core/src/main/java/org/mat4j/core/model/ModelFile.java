package org.mat4j.core.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.mat4j.core.mixture.GaussianMixture;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.SerializationFeature;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The file format of a model: a zip with three entries.
 *
 * <ul>
 *   <li>{@value #GRAPH}: the inference graph as SameDiff's FlatBuffers; {@code SameDiff.fromFlatFile} reads it without
 *       this library
 *   <li>{@value #MIXTURE}: the latent mixture as JSON
 *   <li>{@value #INFO}: network, training and provenance as JSON
 * </ul>
 */
public final class ModelFile {

    /** Entry of the inference graph. */
    public static final String GRAPH = "graph.fb";

    /** Entry of the latent mixture. */
    public static final String MIXTURE = "mixture.json";

    /** Entry of the model's description. */
    public static final String INFO = "model.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ModelFile() {}

    static void write(TrainedModel model, Path file) {
        Path target = file.toAbsolutePath();
        Path temporary = null;
        try {
            Files.createDirectories(target.getParent());
            temporary = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".part");
            try (OutputStream out = Files.newOutputStream(temporary);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                put(zip, INFO, JSON.writeValueAsBytes(toJson(model.info())));
                put(zip, MIXTURE, JSON.writeValueAsBytes(model.mixture().toJson()));
                put(zip, GRAPH, bytes(model.classifier().graph().asFlatBuffers(false)));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw new ModelFileException(
                    "cannot write the model to " + file + ": " + reason(e)
                            + "; choose a folder that can be written to, with space left",
                    e);
        }
    }

    static TrainedModel read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ModelInfo info = info(json(zip, INFO, file), file);
            GaussianMixture mixture = GaussianMixture.fromJson(json(zip, MIXTURE, file));
            SameDiff graph = SameDiff.fromFlatBuffers(direct(entry(zip, GRAPH, file)));
            return new TrainedModel(graph, mixture, info);
        } catch (NoSuchFileException e) {
            throw new ModelFileException("there is no model file " + file, e);
        } catch (ZipException e) {
            throw new ModelFileException(
                    file + " is not a model file, or damaged: " + e.getMessage() + "; expected a zip archive", e);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new ModelFileException("cannot read the model file " + file + ": " + reason(e), e);
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
        JsonNode network = node.path("network");
        JsonNode sizes = network.path("inputShape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).asLong();
        }
        return new ModelInfo(
                network.path("name").asText(),
                shape,
                network.path("latentSize").asInt(),
                network.path("classCount").asInt(),
                strings(node.path("training")),
                strings(node.path("provenance")));
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
        return zip.getInputStream(entry).readAllBytes();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return content;
    }

    private static ByteBuffer direct(byte[] content) {
        // The arrays of a graph are read in place, which needs memory outside of the Java heap.
        ByteBuffer buffer = ByteBuffer.allocateDirect(content.length).order(java.nio.ByteOrder.nativeOrder());
        buffer.put(content).flip();
        return buffer;
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static void deleteQuietly(Path temporary, IOException reason) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
