package org.mat4j.core.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.mat4j.core.check.Checks;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What is known of a model beside its numbers.
 *
 * @param network name of the network
 * @param inputShape of one example
 * @param latentSize D
 * @param classNames of the m classes, in the order of the logits; at least one, distinct
 * @param training how it was trained: method, terms, updater, seed and so on, in words and numbers
 * @param provenance where it comes from: data, versions, and what the application added
 */
public record ModelInfo(
        String network,
        long[] inputShape,
        int latentSize,
        List<String> classNames,
        Map<String, String> training,
        Map<String, String> provenance) {

    private static final int FORMAT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the collections and checks the names. */
    public ModelInfo {
        Objects.requireNonNull(network, "network");
        inputShape = inputShape.clone();
        classNames = List.copyOf(classNames);
        Checks.require(
                !classNames.isEmpty()
                        && classNames.stream().distinct().count() == classNames.size()
                        && classNames.stream().noneMatch(String::isBlank),
                "list of class names",
                classNames,
                "at least one, each with some text and only once");
        training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /** The names of classes that have none of their own: "0", "1" and so on. */
    public static List<String> numbered(int classCount) {
        return IntStream.range(0, classCount).mapToObj(Integer::toString).toList();
    }

    @Override
    public long[] inputShape() {
        return inputShape.clone();
    }

    /** Number m of classes. */
    public int classCount() {
        return classNames.size();
    }

    ObjectNode toJson() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT);
        node.putObject("graph")
                .put("input", Classifier.INPUT)
                .put("latent", Classifier.LATENT)
                .put("logits", Classifier.LOGITS);
        ObjectNode net = node.putObject("network");
        net.put("name", network);
        net.set("inputShape", JSON.valueToTree(inputShape));
        net.put("latentSize", latentSize);
        node.set("classNames", JSON.valueToTree(classNames));
        node.set("training", JSON.valueToTree(training));
        node.set("provenance", JSON.valueToTree(provenance));
        return node;
    }

    /** @throws IllegalArgumentException naming what is missing or of another format */
    static ModelInfo fromJson(JsonNode node) {
        Checks.require(node.path("format").asInt() == FORMAT, "model format", node.path("format"), "" + FORMAT);
        JsonNode network = required(node, "network");
        List<String> names = new ArrayList<>();
        required(node, "classNames").forEach(name -> names.add(name.asText()));
        return new ModelInfo(
                required(network, "name").asText(),
                JSON.convertValue(required(network, "inputShape"), long[].class),
                required(network, "latentSize").asInt(),
                names,
                strings(required(node, "training")),
                strings(required(node, "provenance")));
    }

    private static JsonNode required(JsonNode node, String field) {
        if (node.get(field) == null) {
            throw new IllegalArgumentException("the description of the model has no '" + field + "'");
        }
        return node.get(field);
    }

    private static Map<String, String> strings(JsonNode node) {
        Map<String, String> map = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> map.put(e.getKey(), e.getValue().asText()));
        return map;
    }

    private List<Object> values() {
        return List.of(network, Arrays.toString(inputShape), latentSize, classNames, training, provenance);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelInfo o && values().equals(o.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }
}
