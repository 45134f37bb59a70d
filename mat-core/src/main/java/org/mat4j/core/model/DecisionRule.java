package org.mat4j.core.model;

import org.mat4j.core.check.Checks;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * How the outputs of a model become decisions; saved with it. {@link org.mat4j.core.measure.Decisions} chooses one on
 * validation examples.
 *
 * @param temperature T of the probabilities softmax(o / T), positive (Guo et al. 2017); 1 leaves them as trained
 * @param foreignAbove the score -log q(z) above which an example is called foreign; infinite to call none so
 * @param foreignRate the share of validation examples that may lie above it, in [0, 1)
 */
public record DecisionRule(double temperature, double foreignAbove, double foreignRate) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The softmax as trained, and nothing foreign. */
    public static final DecisionRule NONE = new DecisionRule(1, Double.POSITIVE_INFINITY, 0);

    /** Checks the values. */
    public DecisionRule {
        Checks.positive("temperature", temperature);
        Checks.require(
                !Double.isNaN(foreignAbove), "score above which an example is foreign", foreignAbove, "a number");
        Checks.require(
                foreignRate >= 0 && foreignRate < 1, "rate of foreign examples", foreignRate, "a share in [0, 1)");
    }

    ObjectNode toJson() {
        return JSON.createObjectNode()
                .put("temperature", temperature)
                // JSON has no infinity.
                .put("foreignAbove", Double.toString(foreignAbove))
                .put("foreignRate", foreignRate);
    }

    static DecisionRule fromJson(JsonNode node) {
        return new DecisionRule(
                node.required("temperature").asDouble(),
                Double.parseDouble(node.required("foreignAbove").asText()),
                node.required("foreignRate").asDouble());
    }
}
