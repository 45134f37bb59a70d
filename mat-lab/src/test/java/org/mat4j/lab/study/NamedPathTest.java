package org.mat4j.lab.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mat4j.lab.testing.Messages.refused;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPathTest {

    @Test
    void aNameMayStandBeforeAPath() {
        assertEquals(new NamedPath(Optional.empty(), Path.of("runs/mat")), NamedPath.parse("runs/mat"));
        assertEquals(new NamedPath(Optional.of("first"), Path.of("runs/mat")), NamedPath.parse("first=runs/mat"));
    }

    @Test
    void aPathMayHaveEqualSigns() {
        assertEquals(new NamedPath(Optional.empty(), Path.of("./a=b")), NamedPath.parse("./a=b"));
        assertEquals(new NamedPath(Optional.of("x"), Path.of("seed=1/a")), NamedPath.parse("x=seed=1/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "=", "name=", "name= ", "=path"})
    void anEmptyNameOrPathIsRefused(String text) {
        refused(() -> NamedPath.parse(text), "'" + text + "'", "path");
    }
}
