package org.mat4j.core.method.mixture;

import java.util.Arrays;
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
        for (double value : values) {
            array.add(value);
        }
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
        require(root.isObject(), "mixture", root, "an object");
        int version = integer(root, "mixture", "version");
        Checks.require(version == VERSION, "mixture.version", version, VERSION + ", the one this library reads");
        int classCount = integer(root, "mixture", "classCount");
        int latentSize = integer(root, "mixture", "latentSize");
        Checks.require(classCount >= 1, "mixture.classCount", classCount, "at least 1");
        Checks.require(latentSize >= 1, "mixture.latentSize", latentSize, "at least 1");
        // Before the state allocates by these sizes: the file must really hold that many numbers.
        JsonNode classes = field(root, "mixture", "classes");
        require(classes.isArray(), "mixture.classes", classes, "an array");
        Checks.require(classes.size() == classCount, "length of mixture.classes", classes.size(), classCount + "");
        JsonNode firstMean = classes.get(0).path("mean");
        Checks.require(
                firstMean.size() == latentSize, "length of mixture.classes[0].mean", firstMean.size(), latentSize + "");

        MixtureState state = new MixtureState(config(field(root, "mixture", "config")), classCount, latentSize);
        CovarianceType type = covarianceType(root, "mixture");
        Checks.require(type == state.type, "mixture.covarianceType", type, state.type + " as the configuration asks");
        for (int k = 0; k < classCount; k++) {
            readClass(classes.get(k), "mixture.classes[" + k + "]", k, state);
        }
        return state;
    }

    private static MixtureConfig config(JsonNode node) {
        String path = "mixture.config";
        require(node.isObject(), path, node, "an object");
        return new MixtureConfig(
                covarianceType(node, path),
                number(field(node, path, "decay"), path + ".decay"),
                number(field(node, path, "ridge"), path + ".ridge"),
                number(field(node, path, "shrinkage"), path + ".shrinkage"));
    }

    private static CovarianceType covarianceType(JsonNode parent, String path) {
        JsonNode node = field(parent, path, "covarianceType");
        for (CovarianceType type : CovarianceType.values()) {
            if (type.name().equals(node.asText())) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                path + ".covarianceType is " + node + ", expected one of " + Arrays.toString(CovarianceType.values()));
    }

    private static void readClass(JsonNode node, String path, int k, MixtureState state) {
        require(node.isObject(), path, node, "an object");
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
        JsonNode array = field(parent, parentPath, name);
        String path = parentPath + "." + name;
        require(array.isArray(), path, array, "an array of numbers");
        Checks.require(array.size() == target.length, "length of " + path, array.size(), target.length + "");
        for (int i = 0; i < target.length; i++) {
            target[i] = number(array.get(i), path + "[" + i + "]");
        }
    }

    private static double number(JsonNode node, String path) {
        require(node.isNumber() && Double.isFinite(node.doubleValue()), path, node, "a finite number");
        return node.doubleValue();
    }

    private static boolean flag(JsonNode parent, String path, String name) {
        JsonNode node = field(parent, path, name);
        require(node.isBoolean(), path + "." + name, node, "true or false");
        return node.booleanValue();
    }

    private static int integer(JsonNode parent, String path, String name) {
        JsonNode node = field(parent, path, name);
        require(node.isInt(), path + "." + name, node, "an integer");
        return node.intValue();
    }

    private static JsonNode field(JsonNode parent, String path, String name) {
        JsonNode node = parent.get(name);
        if (node == null) {
            throw new IllegalArgumentException(path + " has no field '" + name + "'; expected one");
        }
        return node;
    }

    private static void require(boolean condition, String path, JsonNode found, String expected) {
        if (!condition) {
            String text = found.toString();
            String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
            throw new IllegalArgumentException(path + " is " + shown + ", expected " + expected);
        }
    }
}
