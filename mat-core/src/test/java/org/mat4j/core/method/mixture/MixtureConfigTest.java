package org.mat4j.core.method.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureConfigTest {
    @Test
    void defaultsAreThoseOfTheMethod() {
        MixtureConfig config = MixtureConfig.defaults();
        assertEquals(0.9, config.decay());
        assertEquals(1e-2, config.ridge());
        assertEquals(0.9, config.shrinkage());
        assertEquals(CovarianceType.AUTO, config.covarianceType());
    }

    @Test
    void covarianceTypeGoesByLatentSizeUnlessSet() {
        assertEquals(CovarianceType.FULL, CovarianceType.AUTO.forLatentSize(16));
        assertEquals(CovarianceType.DIAGONAL, CovarianceType.AUTO.forLatentSize(17));
        assertEquals(CovarianceType.IDENTITY, CovarianceType.IDENTITY.forLatentSize(2));
        Exception e = assertThrows(IllegalArgumentException.class, () -> CovarianceType.AUTO.forLatentSize(0));
        assertEquals("latent size is 0, expected at least 1", e.getMessage());
    }

    @Test
    void equalityIsByValue() {
        MixtureConfig config = MixtureConfig.builder().decay(0.5).build();
        assertEquals(MixtureConfig.builder().decay(0.5).build(), config);
        assertEquals(MixtureConfig.builder().decay(0.5).build().hashCode(), config.hashCode());
        assertNotEquals(MixtureConfig.defaults(), config);
        assertNotEquals(MixtureConfig.builder().decay(0.5).ridge(0).build(), config);
        assertNotEquals(MixtureConfig.builder().decay(0.5).shrinkage(0).build(), config);
        assertTrue(config.toString().contains("decay=0.5"), config::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void refusesDecay(double decay) {
        assertRefused("mixture decay", decay, MixtureConfig.builder().decay(decay));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.POSITIVE_INFINITY, Double.NaN})
    void refusesRidge(double ridge) {
        assertRefused("mixture ridge", ridge, MixtureConfig.builder().ridge(ridge));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesShrinkage(double shrinkage) {
        assertRefused("mixture shrinkage", shrinkage, MixtureConfig.builder().shrinkage(shrinkage));
    }

    @Test
    void acceptsTheEndsOfTheRanges() {
        MixtureConfig config =
                MixtureConfig.builder().decay(0).ridge(0).shrinkage(0).build();
        assertEquals(0, config.decay() + config.ridge() + config.shrinkage());
        assertEquals(1, MixtureConfig.builder().shrinkage(1).build().shrinkage());
    }

    private static void assertRefused(String name, double value, MixtureConfigBuilder builder) {
        Exception e = assertThrows(IllegalArgumentException.class, builder::build);
        assertTrue(e.getMessage().startsWith(name + " is " + value + ", expected "), e::getMessage);
    }
}
