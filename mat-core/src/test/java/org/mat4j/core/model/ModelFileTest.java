package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mat4j.core.io.Container;
import org.mat4j.core.testing.Blobs;
import org.mat4j.core.testing.Models;
import org.mat4j.core.testing.TestNetwork;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.graph.FlatArray;
import org.nd4j.graph.FlatGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The file as such: who else can read it, and what happens to bad ones. */
class ModelFileTest {

    private static TrainedModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() {
        model = Models.trained(TestNetwork.dense(4, 3, 3), DataType.FLOAT, 3);
    }

    private Path saved() {
        Path file = folder.resolve("model.zip");
        model.save(file);
        return file;
    }

    private Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipFile zip = new ZipFile(saved().toFile())) {
            for (String name : List.of(ModelFile.GRAPH, ModelFile.INFO, ModelFile.MIXTURE)) {
                entries.put(name, zip.getInputStream(zip.getEntry(name)).readAllBytes());
            }
            assertEquals(3, zip.size());
        }
        return entries;
    }

    /** A file with these entries and a right checksum. */
    private Path made(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("made.zip");
        try (OutputStream out = Files.newOutputStream(file)) {
            Container container = new Container();
            entries.forEach(container::add);
            container.write(out);
        }
        return file;
    }

    private static String refused(Path file) {
        ModelFileException e = assertThrows(ModelFileException.class, () -> TrainedModel.load(file));
        assertTrue(e.getMessage().contains(file.toString()), e::getMessage);
        return e.getMessage();
    }

    private static void assertContains(String part, String message) {
        assertTrue(message.contains(part), message);
    }

    @Test
    void plainSameDiffReadsTheGraph() throws IOException {
        Path graph = folder.resolve("graph.fb");
        Files.write(graph, entries().get("graph.fb"));
        SameDiff plain = SameDiff.fromFlatFile(graph.toFile());
        INDArray x = Blobs.batch(5, 4, 3, 20).getFeatures();
        Map<String, INDArray> out = plain.output(Map.of("input", x), "latent", "logits");
        Classifier.Prediction prediction = model.classifier().predict(x);
        assertArrayEquals(doubles(prediction.latent()), doubles(out.get("latent")), 1e-6);
        assertArrayEquals(doubles(prediction.logits()), doubles(out.get("logits")), 1e-6);
        assertEquals(List.of("input"), plain.inputs());
    }

    private static double[] doubles(INDArray array) {
        return array.dup().data().asDouble();
    }

    @Test
    void entriesAreReadable() throws IOException {
        String info = new String(entries().get("model.json"), StandardCharsets.UTF_8);
        assertContains("\"format\" : 2", info);
        assertContains("\"classNames\" : [ \"0\", \"1\", \"2\" ]", info);
        assertContains("\"logits\" : \"logits\"", info);
        assertContains("\"method\" : \"mat\"", info);
        assertContains("\"data\" : \"blobs\"", info);
        assertContains("\"inputShape\" : [ 4 ]", info);
    }

    @Test
    void unwritablePlacesKeepWhatIsThere() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "content");
        Path below = notAFolder.resolve("model.zip");
        String message =
                assertThrows(ModelFileException.class, () -> model.save(below)).getMessage();
        assertContains("cannot write the model to " + below, message);
        assertContains("choose a folder that can be written to", message);
        assertEquals("content", Files.readString(notAFolder));

        Path directory = Files.createDirectories(folder.resolve("taken/model.zip"));
        Files.writeString(directory.resolve("inside"), "content");
        assertContains(
                "cannot write the model to " + directory,
                assertThrows(ModelFileException.class, () -> model.save(directory))
                        .getMessage());
        assertEquals("content", Files.readString(directory.resolve("inside")));
        try (var files = Files.walk(folder)) {
            assertEquals(0, files.filter(f -> f.toString().contains(".part")).count());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFileHasTheUsualPermissions() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "content");
        assertEquals(Files.getAttribute(other, "posix:permissions"), Files.getAttribute(saved(), "posix:permissions"));
    }

    @Test
    void missingFile() {
        Path file = folder.resolve("none.zip");
        assertEquals("there is no model file " + file, refused(file));
    }

    @Test
    void aFolder() {
        refused(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "this is no zip archive, but text that is long enough to end with a checksum of 64 digits"})
    void anotherKindOfFile(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("text.zip"), content);
        assertContains("damaged or of another kind", refused(file));
    }

    /** Contents, names of entries and the archive's directory: all that the checksum is over. */
    @Test
    void aFlippedBitAnywhereIsRefused() throws IOException {
        Path file = folder.resolve("model.zip");
        model.withAttachment("one", new byte[] {1, 2, 3}).save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int position = 0; position < whole.length; position += 31) {
            byte[] changed = whole.clone();
            changed[position] ^= (byte) (1 << position % 8);
            Files.write(file, changed);
            refused(file);
        }
    }

    @Test
    void missingEntry() throws IOException {
        for (String name : List.of(ModelFile.GRAPH, ModelFile.INFO, ModelFile.MIXTURE)) {
            Map<String, byte[]> entries = entries();
            entries.remove(name);
            assertContains("'" + name + "'", refused(made(entries)));
        }
    }

    @Test
    void anUnsafeNameOfAnAttachmentIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("attachments/../../outside", new byte[0]);
        assertContains("'../../outside'", refused(made(entries)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1, 2]", "{}", "null", "not json"})
    void damagedJson(String content) throws IOException {
        for (String name : List.of(ModelFile.INFO, ModelFile.MIXTURE)) {
            Map<String, byte[]> entries = entries();
            entries.put(name, content.getBytes(StandardCharsets.UTF_8));
            refused(made(entries));
        }
    }

    /** What the description lacks, or says otherwise than the graph or the mixture. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\" : 2 | \"format\" : 1 | model format",
                "\"name\" : \"TestNetwork\" | \"other\" : 0 | 'name'",
                "\"latentSize\" : 3 | \"other\" : 0 | 'latentSize'",
                "\"latentSize\" : 3 | \"latentSize\" : 4 | [3, 4]",
                "\"inputShape\" : [ 4 ] | \"other\" : 0 | 'inputShape'",
                "\"inputShape\" : [ 4 ] | \"inputShape\" : [ 2, 2 ] | [-1, 2, 2]",
                "\"inputShape\" : [ 4 ] | \"inputShape\" : [ 5 ] | [-1, 5]",
                "\"1\", \"2\" ] | \"1\" ] | [2, 3]",
                "\"1\", \"2\" ] | \"1\", \"1\" ] | class names"
            })
    void aDescriptionOfAnotherModel(String found, String changed, String culprit) throws IOException {
        Map<String, byte[]> entries = entries();
        String info = new String(entries.get(ModelFile.INFO), StandardCharsets.UTF_8);
        assertContains(found, info);
        entries.put(ModelFile.INFO, info.replace(found, changed).getBytes(StandardCharsets.UTF_8));
        assertContains(culprit, refused(made(entries)));
    }

    @Test
    void aGraphOfAnotherModel() throws IOException {
        Map<String, byte[]> entries = entries();
        try (TrainedModel wider = Models.trained(TestNetwork.dense(4, 5, 3), DataType.FLOAT, 1)) {
            entries.put(ModelFile.GRAPH, wider.classifier().serialized());
        }
        assertContains("[1, 5], expected [1, 3]", refused(made(entries)));
    }

    @Test
    void damagedGraph() throws IOException {
        byte[] graph = entries().get(ModelFile.GRAPH);
        for (byte[] bad : List.of(new byte[0], new byte[64], Arrays.copyOf(graph, graph.length / 2))) {
            Map<String, byte[]> entries = entries();
            entries.put(ModelFile.GRAPH, bad);
            refused(made(entries));
        }
    }

    /** A checksum that is right, and arrays of another size than their shape: 2^40 in place of 4, say. */
    @Test
    void anArrayThatAsksForMoreThanItHasIsRefusedBeforeRoomIsMade() throws IOException {
        byte[] graph = entries().get(ModelFile.GRAPH);
        FlatGraph flat = FlatGraph.getRootAsFlatGraph(ByteBuffer.wrap(graph).order(ByteOrder.LITTLE_ENDIAN));
        int changed = 0;
        for (int i = 0; i < flat.variablesLength(); i++) {
            FlatArray array = flat.variables(i).ndarray();
            if (array != null && array.shape(0) > 0) {
                byte[] huge = graph.clone();
                int place = array.shapeAsByteBuffer().position() + Long.BYTES;
                ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putLong(place, 1L << 40);
                Map<String, byte[]> entries = entries();
                entries.put(ModelFile.GRAPH, huge);
                assertContains("array of the variable '" + flat.variables(i).name() + "'", refused(made(entries)));
                changed++;
            }
        }
        assertTrue(changed > 0);
    }

    @Test
    void graphOfSomethingElse() throws IOException {
        SameDiff other = SameDiff.create();
        other.placeHolder("x", DataType.FLOAT, -1, 2).mul(2).rename("y");
        Map<String, byte[]> entries = entries();
        entries.put(ModelFile.GRAPH, ModelFile.bytes(other));
        refused(made(entries));
    }
}
