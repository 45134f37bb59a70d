package org.mat4j.core.method.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.mat4j.core.check.Checks;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link MixtureState}. */
final class MixtureJson {
    private static final int VERSION = 1;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MixtureJson() {}

    static ObjectNode write(MixtureState state) {
        ObjectNode root = NODES.objectNode();
        root.put("version", VERSION);
        ObjectNode config = root.putObject("config");
        config.put("covarianceType", state.config.covarianceType().name());
        config.put("decay", state.config.decay());
        config.put("ridge", state.config.ridge());
        config.put("shrinkage", state.config.shrinkage());
        root.put("classCount", state.classCount());
        root.put("latentSize", state.latentSize);
        root.put("covarianceType", state.type.name());
        ArrayNode classes = root.putArray("classes");
        for (int k = 0; k < state.classCount(); k++) {
            ObjectNode node = classes.addObject();
            node.put("meanSeen", state.meanSeen[k]);
            node.put("covarianceSeen", state.covarianceSeen[k]);
            node.set("mean", toArray(state.means[k]));
            if (state.type != CovarianceType.IDENTITY) {
                node.set("covariance", toArray(state.covariances[k]));
            }
        }
        return root;
    }

    private static ArrayNode toArray(double[] values) {
        ArrayNode array = NODES.arrayNode(values.length);
        Arrays.stream(values).forEach(array::add);
        return array;
    }

    static JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new IllegalArgumentException("mixture: the text is empty, expected a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("mixture: not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static MixtureState read(JsonNode root) {
        require(root, "mixture", JsonNode::isObject, "an object");
        int version = integer(root, "version");
        Checks.require(version == VERSION, "mixture.version", version, VERSION + ", the one this library reads");
        int classCount = integer(root, "classCount");
        int latentSize = integer(root, "latentSize");
        Checks.atLeast(1, "mixture.classCount", classCount);
        Checks.atLeast(1, "mixture.latentSize", latentSize);
        // Before the state allocates by these sizes: the file must really hold that many numbers.
        JsonNode classes = field(root, "mixture", "classes", JsonNode::isArray, "an array");
        Checks.require(classes.size() == classCount, "length of mixture.classes", classes.size(), classCount + "");
        int first = classes.get(0).path("mean").size();
        Checks.require(first == latentSize, "length of mixture.classes[0].mean", first, latentSize + "");

        JsonNode config = field(root, "mixture", "config", JsonNode::isObject, "an object");
        MixtureState state = new MixtureState(config(config, "mixture.config"), classCount, latentSize);
        CovarianceType type = covarianceType(root, "mixture");
        Checks.require(type == state.type, "mixture.covarianceType", type, state.type + " as the configuration asks");
        for (int k = 0; k < classCount; k++) {
            readClass(classes.get(k), "mixture.classes[" + k + "]", k, state);
        }
        return state;
    }

    private static MixtureConfig config(JsonNode node, String path) {
        return new MixtureConfig(
                covarianceType(node, path),
                number(node, path, "decay"),
                number(node, path, "ridge"),
                number(node, path, "shrinkage"));
    }

    private static CovarianceType covarianceType(JsonNode parent, String path) {
        List<String> names =
                Arrays.stream(CovarianceType.values()).map(Enum::name).toList();
        return CovarianceType.valueOf(
                field(parent, path, "covarianceType", n -> names.contains(n.asText()), "one of " + names)
                        .asText());
    }

    private static void readClass(JsonNode node, String path, int k, MixtureState state) {
        require(node, path, JsonNode::isObject, "an object");
        state.meanSeen[k] = flag(node, path, "meanSeen");
        state.covarianceSeen[k] = flag(node, path, "covarianceSeen");
        Checks.require(
                state.meanSeen[k] || !state.covarianceSeen[k],
                path + ".covarianceSeen",
                true,
                "false while meanSeen is false");
        readNumbers(node, path, "mean", state.means[k]);
        if (state.type == CovarianceType.IDENTITY) {
            return;
        }
        double[] covariance = state.covariances[k];
        readNumbers(node, path, "covariance", covariance);
        for (int i = 0; i < state.latentSize; i++) {
            double variance = covariance[state.packedDiagonal(i)];
            Checks.require(variance >= 0, "variance " + i + " in " + path + ".covariance", variance, "at least 0");
            for (int j = 0; j < i && state.type == CovarianceType.FULL; j++) {
                double lower = covariance[i * state.latentSize + j];
                double upper = covariance[j * state.latentSize + i];
                Checks.require(
                        lower == upper,
                        path + ".covariance at row " + i + ", column " + j,
                        lower,
                        "the same as at row " + j + ", column " + i + ", " + upper);
            }
        }
    }

    private static void readNumbers(JsonNode parent, String parentPath, String name, double[] target) {
        JsonNode array = field(parent, parentPath, name, JsonNode::isArray, "an array of numbers");
        String path = parentPath + "." + name;
        Checks.require(array.size() == target.length, "length of " + path, array.size(), target.length + "");
        for (int i = 0; i < target.length; i++) {
            target[i] = require(array.get(i), path + "[" + i + "]", MixtureJson::isFinite, "a finite number")
                    .doubleValue();
        }
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue());
    }

    private static double number(JsonNode parent, String path, String name) {
        return field(parent, path, name, MixtureJson::isFinite, "a finite number")
                .doubleValue();
    }

    private static boolean flag(JsonNode parent, String path, String name) {
        return field(parent, path, name, JsonNode::isBoolean, "true or false").booleanValue();
    }

    private static int integer(JsonNode root, String name) {
        return field(root, "mixture", name, JsonNode::isInt, "an integer").intValue();
    }

    private static JsonNode field(
            JsonNode parent, String path, String name, Predicate<JsonNode> valid, String expected) {
        JsonNode node = parent.get(name);
        if (node == null) {
            throw new IllegalArgumentException(path + " has no field '" + name + "', expected one");
        }
        return require(node, path + "." + name, valid, expected);
    }

    private static JsonNode require(JsonNode node, String path, Predicate<JsonNode> valid, String expected) {
        if (!valid.test(node)) {
            String text = node.toString();
            Checks.require(false, path, text.length() <= 40 ? text : text.substring(0, 40) + "...", expected);
        }
        return node;
    }
}
