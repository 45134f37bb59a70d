package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.core.testing.check.Naive;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

class GaussianMixtureJsonTest {
    @ParameterizedTest
    @EnumSource
    void roundTripIsExactAndGoesOnEstimatingTheSame(CovarianceType type) {
        MixtureConfig config = MixtureConfig.builder()
                .covarianceType(type)
                .decay(1.0 / 3)
                .ridge(0.1)
                .shrinkage(0.3)
                .build();
        // Class 2 has been seen once, class 3 never.
        MixtureEstimator estimator = new MixtureEstimator(config, 4, 3);
        int[] labels = {0, 1, 0, 1, 0, 2};
        estimator.update(Naive.latents(labels, 3, 1), labels);
        GaussianMixture mixture = estimator.snapshot();

        GaussianMixture read = GaussianMixture.fromJson(mixture.toJson().toString());

        assertEquals(config, read.config());
        assertSame(mixture, read);
        MixtureEstimator resumed = MixtureEstimator.resume(read);
        int[] more = {2, 3, 2, 3, 0, 0};
        estimator.update(Naive.latents(more, 3, 2), more);
        resumed.update(Naive.latents(more, 3, 2), more);
        assertSame(estimator.snapshot(), resumed.snapshot());
        // Resuming must not have reached into the snapshot.
        assertFalse(read.seen(3));
        assertArrayEquals(mixture.mean(0), read.mean(0));
    }

    private static void assertSame(GaussianMixture expected, GaussianMixture actual) {
        assertEquals(expected.covarianceType(), actual.covarianceType());
        assertEquals(expected.classCount(), actual.classCount());
        assertEquals(expected.latentSize(), actual.latentSize());
        for (int k = 0; k < expected.classCount(); k++) {
            assertEquals(expected.seen(k), actual.seen(k));
            assertArrayEquals(expected.mean(k), actual.mean(k));
            assertArrayEquals(expected.covariance(k), actual.covariance(k));
        }
        assertArrayEquals(expected.whitening(), actual.whitening());
    }

    @Test
    void aTypeThatGoesByLatentSizeStaysSo() {
        GaussianMixture mixture = Naive.mixture(MixtureConfig.defaults(), 2, 2);
        GaussianMixture read = GaussianMixture.fromJson(mixture.toJson());
        assertEquals(MixtureConfig.defaults(), read.config());
        assertEquals(CovarianceType.FULL, read.covarianceType());
    }

    @Test
    void refusesWhatIsNotJsonOrNotAnObject() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson("{\"version\": "));
        assertTrue(e.getMessage().startsWith("mixture: not JSON: "), e::getMessage);
        e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson("[1]"));
        assertEquals("mixture is [1], expected an object", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson(" "));
        assertEquals("mixture: the text is empty, expected a JSON object", e.getMessage());
    }

    @Test
    void refusesMissingFieldsByName() {
        assertRefused("mixture has no field 'version', expected one", root -> root.remove("version"));
        assertRefused("mixture has no field 'config', expected one", root -> root.remove("config"));
        assertRefused("mixture has no field 'latentSize', expected one", root -> root.remove("latentSize"));
        assertRefused("mixture.config has no field 'ridge', expected one", root -> config(root)
                .remove("ridge"));
        assertRefused("mixture.classes[1] has no field 'covariance', expected one", root -> second(root)
                .remove("covariance"));
        assertRefused("mixture.classes[1] has no field 'meanSeen', expected one", root -> second(root)
                .remove("meanSeen"));
    }

    @Test
    void refusesWrongValuesByPath() {
        assertRefused("mixture.version is 2, expected 1, the one this library reads", root -> root.put("version", 2));
        assertRefused("mixture.classCount is \"2\", expected an integer", root -> root.put("classCount", "2"));
        assertRefused("mixture.classCount is 0, expected at least 1", root -> root.put("classCount", 0));
        assertRefused("mixture.latentSize is 0, expected at least 1", root -> root.put("latentSize", 0));
        assertRefused("length of mixture.classes is 2, expected 3", root -> root.put("classCount", 3));
        assertRefused("length of mixture.classes[0].mean is 2, expected 5", root -> root.put("latentSize", 5));
        assertRefused("mixture.classes is 1, expected an array", root -> root.put("classes", 1));
        assertRefused(
                "mixture.covarianceType is \"ROUND\", expected one of [FULL, DIAGONAL, IDENTITY, AUTO]",
                root -> root.put("covarianceType", "ROUND"));
        assertRefused(
                "mixture.covarianceType is DIAGONAL, expected FULL as the configuration asks",
                root -> root.put("covarianceType", "DIAGONAL"));
        assertRefused("mixture.config is 1, expected an object", root -> root.put("config", 1));
        assertRefused("mixture decay is 1.5, expected a number in [0, 1)", root -> config(root)
                .put("decay", 1.5));
        assertRefused("mixture.config.decay is \"NaN\", expected a finite number", root -> config(root)
                .put("decay", Double.NaN));
        assertRefused("mixture.classes[1].meanSeen is 1, expected true or false", root -> second(root)
                .put("meanSeen", 1));
        assertRefused(
                "mixture.classes[1].covarianceSeen is true, expected false while meanSeen is false",
                root -> second(root).put("meanSeen", false));
        assertRefused("mixture.classes[1] is 7, expected an object", root -> ((ArrayNode) root.get("classes"))
                .set(1, root.numberNode(7)));
    }

    @Test
    void refusesWrongNumbersByPath() {
        assertRefused("mixture.classes[1].mean is 1, expected an array of numbers", root -> second(root)
                .put("mean", 1));
        assertRefused("length of mixture.classes[1].mean is 3, expected 2", root -> numbers(root, "mean")
                .add(1));
        assertRefused("mixture.classes[1].mean[0] is \"a\", expected a finite number", root -> numbers(root, "mean")
                .set(0, root.textNode("a")));
        assertRefused("length of mixture.classes[1].covariance is 5, expected 4", root -> numbers(root, "covariance")
                .add(1));
        assertRefused(
                "variance 1 in mixture.classes[1].covariance is -1.0, expected at least 0",
                root -> numbers(root, "covariance").set(3, root.numberNode(-1)));
        assertRefused(
                "mixture.classes[1].covariance at row 1, column 0 is 9.0, expected the same as at row 0, column 1, 8.0",
                root -> {
                    numbers(root, "covariance").set(1, root.numberNode(8));
                    numbers(root, "covariance").set(2, root.numberNode(9));
                });
    }

    @Test
    void refusesACovarianceThatIsNotPositiveDefinite() {
        ObjectNode root = valid();
        numbers(root, "covariance").set(1, root.numberNode(1e6));
        numbers(root, "covariance").set(2, root.numberNode(1e6));
        Exception e = assertThrows(IllegalStateException.class, () -> GaussianMixture.fromJson(root));
        assertTrue(
                e.getMessage().startsWith("the covariance of class 1 (latent size 2, FULL) is not positive definite"),
                e::getMessage);
    }

    private static void assertRefused(String message, Consumer<ObjectNode> change) {
        ObjectNode root = valid();
        change.accept(root);
        Exception e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson(root));
        assertEquals(message, e.getMessage());
    }

    private static ObjectNode valid() {
        return Naive.mixture(MixtureConfig.defaults(), 2, 2).toJson();
    }

    private static ObjectNode config(ObjectNode root) {
        return (ObjectNode) root.get("config");
    }

    private static ObjectNode second(ObjectNode root) {
        return (ObjectNode) root.get("classes").get(1);
    }

    private static ArrayNode numbers(ObjectNode root, String name) {
        return (ArrayNode) second(root).get(name);
    }
}
