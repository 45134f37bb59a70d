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
    void roundTripIsExactAndResumesTheEstimate(CovarianceType type) {
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

        GaussianMixture read = GaussianMixture.fromJson(mixture.toJson());

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
    void refusesWhatIsNotAnObject() {
        ArrayNode array = valid().arrayNode().add(1);
        Exception e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson(array));
        assertTrue(e.getMessage().startsWith("mixture is [1]"), e::getMessage);
    }

    @Test
    void refusesMissingFieldsByName() {
        assertRefused(root -> root.remove("version"), "mixture.version");
        assertRefused(root -> root.remove("config"), "'config'");
        assertRefused(root -> root.remove("classes"), "'classes'");
        assertRefused(root -> config(root).remove("ridge"), "mixture.config", "'ridge'");
        assertRefused(root -> second(root).remove("covariance"), "mixture.classes[1]", "'covariance'");
        assertRefused(root -> second(root).remove("meanSeen"), "mixture.classes[1]", "'meanSeen'");
        assertRefused(root -> second(root).putNull("mean"), "mixture.classes[1]", "'mean'");
    }

    @Test
    void refusesWrongValuesByPath() {
        assertRefused(root -> root.put("version", 1), "mixture.version is 1", "expected 2");
        assertRefused(root -> root.putArray("classes"), "length of mixture.classes is 0", "at least 1");
        assertRefused(root -> root.put("classes", 1), "mixture.classes");
        assertRefused(root -> root.put("config", 1), "mixture.config");
        assertRefused(root -> config(root).put("covarianceType", "ROUND"), "mixture.config.covarianceType", "ROUND");
        assertRefused(root -> config(root).put("decay", 1.5), "mixture decay is 1.5", "[0, 1)");
        assertRefused(root -> second(root).put("meanSeen", "1"), "mixture.classes[1].meanSeen");
        assertRefused(root -> second(root).put("mean", 1), "mixture.classes[1].mean");
        assertRefused(root -> numbers(root, "mean").add(1), "length of mixture.classes[1].mean is 3", "expected 2");
        assertRefused(
                root -> numbers(root, "mean").set(0, root.numberNode(Double.NaN)),
                "mixture.classes[1].mean[0] is NaN",
                "finite");
        assertRefused(
                root -> numbers(root, "covariance").add(1),
                "length of mixture.classes[1].covariance is 5",
                "expected 4");
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

    private static void assertRefused(Consumer<ObjectNode> change, String... parts) {
        ObjectNode root = valid();
        change.accept(root);
        Exception e = assertThrows(IllegalArgumentException.class, () -> GaussianMixture.fromJson(root));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e::getMessage);
        }
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
