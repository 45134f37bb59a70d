package org.mat4j.core.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void saysTheLibrarysOwnVersion() {
        assertTrue(Versions.mat4j().matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?"), Versions.mat4j());
    }

    @Test
    void saysTheVersionOfNd4j() {
        assertTrue(Versions.nd4j().startsWith("1.0.0"), Versions.nd4j());
    }
}
