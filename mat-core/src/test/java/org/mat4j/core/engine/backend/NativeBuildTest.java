package org.mat4j.core.engine.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

class NativeBuildTest {

    @ParameterizedTest
    @CsvSource({
        "AVX512, ONEDNN_AVX2",
        "AVX2, ONEDNN_AVX2",
        "BELOW_AVX2, ONEDNN",
        "UNKNOWN, ONEDNN_AVX2",
    })
    void theBestBuildThatTheProcessorRunsIsChosen(VectorUnit unit, NativeBuild expected) {
        assertEquals(expected, Backend.choose(List.of(NativeBuild.values()), unit));
    }

    @Test
    void aBuildWithOneDnnIsBetterThanAPlainOneForAWiderUnit() {
        List<NativeBuild> available =
                List.of(NativeBuild.ONEDNN, NativeBuild.PLAIN_AVX2, NativeBuild.PLAIN_AVX512, NativeBuild.PLAIN);
        assertEquals(NativeBuild.ONEDNN, Backend.choose(available, VectorUnit.AVX512));
        assertEquals(
                NativeBuild.PLAIN_AVX2,
                Backend.choose(List.of(NativeBuild.ONEDNN_AVX512, NativeBuild.PLAIN_AVX2), VectorUnit.AVX2));
    }

    @Test
    void aProcessorThatRunsNoneIsToldWhatToAdd() {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Backend.choose(List.of(NativeBuild.ONEDNN_AVX2), VectorUnit.BELOW_AVX2))
                .getMessage();
        String platform = Loader.Detector.getPlatform();
        assertTrue(message.contains("(BELOW_AVX2)"), message);
        assertTrue(message.contains("[" + platform + "-onednn-avx2]"), message);
        assertTrue(message.endsWith(" " + platform + "-onednn"), message);
    }

    @Test
    void aBuildThatIsAskedForMustRunOnTheProcessor() {
        Backend.requireRuns("-onednn-avx2", VectorUnit.AVX2);
        Backend.requireRuns("-of-a-fork", VectorUnit.BELOW_AVX2);
        String message = assertThrows(
                        IllegalStateException.class, () -> Backend.requireRuns("-onednn-avx512", VectorUnit.AVX2))
                .getMessage();
        assertTrue(message.contains("(AVX2)"), message);
        assertTrue(message.contains("platform.extension=-onednn-avx512"), message);
    }

    @Test
    void buildsAreFoundByTheirLibraryOnTheClassPath(@TempDir Path folder) throws IOException {
        String library = System.mapLibraryName("jnind4jcpu");
        for (String build : new String[] {"some-x86_64", "some-x86_64-onednn-avx512", "other-onednn"}) {
            Path directory = folder.resolve("org/nd4j/linalg/cpu/nativecpu/bindings/" + build);
            Files.createDirectories(directory);
            Files.createFile(directory.resolve(library));
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertEquals(
                    List.of(NativeBuild.ONEDNN_AVX512, NativeBuild.PLAIN),
                    NativeBuild.available(loader, "some-x86_64"));
            assertEquals(List.of(), NativeBuild.available(loader, "third"));
        }
    }

    @Test
    void theFolderOfALibraryTellsItsBuild() {
        assertEquals(
                Optional.of(NativeBuild.ONEDNN_AVX2),
                NativeBuild.ofFile("/cache/a.jar/bindings/p-onednn-avx2/libjnind4jcpu.so", "p"));
        assertEquals(Optional.of(NativeBuild.PLAIN), NativeBuild.ofFile("C:\\cache\\p\\jnind4jcpu.dll", "p"));
        assertEquals(Optional.empty(), NativeBuild.ofFile("/usr/lib/libjnind4jcpu.so", "p"));
    }

    @Test
    void theLoadedBuildIsOneOfThoseOnTheClassPath() {
        Nd4j.scalar(1);
        NativeBuild loaded = NativeBuild.loaded().orElseThrow();
        assertTrue(NativeBuild.available().contains(loaded), loaded + " of " + NativeBuild.available());
        assertEquals(loaded.classifier(), Backend.description());
        assertTrue(loaded.runsOn(VectorUnit.detect()));
        assertTrue(Backend.threads() >= 1);
    }

    @Test
    void aSlowBuildIsWarnedOf() {
        if (!Loader.Detector.getPlatform().endsWith("x86_64")) {
            assertEquals(Optional.empty(), Backend.advice(NativeBuild.PLAIN));
            return;
        }
        String advice = Backend.advice(NativeBuild.PLAIN_AVX512).orElseThrow();
        assertTrue(advice.contains("WITHOUT oneDNN"), advice);
        assertTrue(advice.contains("org.nd4j:nd4j-native with the classifier '"), advice);
        assertEquals(Optional.empty(), Backend.advice(NativeBuild.ONEDNN));
        assertEquals(Optional.empty(), Backend.advice(NativeBuild.ONEDNN_AVX2));
    }

    @ParameterizedTest
    @CsvSource({"0, BELOW_AVX2", "1, BELOW_AVX2", "2, AVX2", "3, AVX512"})
    void theVectorUnitFollowsTheJvmsLevel(int level, VectorUnit unit) {
        assertEquals(unit, VectorUnit.ofLevel(level));
    }
}
