package org.mat4j.lab.plot.robustness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;

/** Points of robustness curves as JSON; as strict in reading as the CSV. */
final class RobustnessJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RobustnessJson() {}

    static byte[] bytes(List<RobustnessPoint> points) throws IOException {
        return JSON.writeValueAsBytes(points);
    }

    /** @throws DataException if the file is missing, is damaged, or a value is not what it should be */
    static List<RobustnessPoint> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new MissingDataException("there is no file " + file);
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(
                    file + ", line " + e.getLocation().getLineNr(), "JSON", e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!root.isArray()) {
            throw new InvalidDataException(
                    file.toString(), "a JSON array", root.getNodeType().toString());
        }
        List<RobustnessPoint> points = new ArrayList<>();
        for (JsonNode node : root) {
            points.add(point(file + ", point " + (points.size() + 1), node));
        }
        return points;
    }

    private static RobustnessPoint point(String where, JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidDataException(where, "an object", node.toString());
        }
        List<String> members = new ArrayList<>();
        node.fieldNames().forEachRemaining(members::add);
        Set<String> expected = new HashSet<>(RobustnessTable.COLUMNS);
        if (!expected.equals(new HashSet<>(members))) {
            throw new InvalidDataException(where, "the members " + RobustnessTable.COLUMNS, members.toString());
        }
        require(where, node, "model", "text", node.get("model").isTextual());
        require(where, node, "attack", "text", node.get("attack").isTextual());
        require(where, node, "level", "a number", node.get("level").isNumber());
        require(where, node, "accuracy", "a number", node.get("accuracy").isNumber());
        require(where, node, "n", "a whole number", node.get("n").isInt());
        try {
            return new RobustnessPoint(
                    node.get("model").textValue(),
                    node.get("attack").textValue(),
                    node.get("level").doubleValue(),
                    node.get("accuracy").doubleValue(),
                    node.get("n").intValue());
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(where, "a point of a robustness curve", e.getMessage(), e);
        }
    }

    private static void require(String where, JsonNode node, String member, String what, boolean met) {
        if (!met) {
            throw new InvalidDataException(
                    where, what + " in member " + member, node.get(member).toString());
        }
    }
}
