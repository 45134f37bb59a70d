package org.mat4j.spark.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMasterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "local[2]",
                "local[*]",
                "local[2,3]",
                "spark://head:7077",
                "spark://a:7077,b.example.org:7078",
                "yarn",
                "k8s://https://10.0.0.1:6443"
            })
    void takesWhatSparkTakes(String url) {
        assertEquals(url, new SparkMaster(url).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "head:7077", "spark://head", "spark://:7077", "local[]", "local[-1]", "mesos://a:1", "Yarn"})
    void refusesOthers(String url) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> new SparkMaster(url));

        assertTrue(error.getMessage().startsWith("master is '" + url + "', expected local[N]"), error.getMessage());
    }

    @Test
    void aMasterThatDoesNotAnswerIsToldAtOnce() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        SparkMaster master = new SparkMaster("spark://localhost:" + free);
        long start = System.nanoTime();

        IllegalStateException error = assertThrows(IllegalStateException.class, () -> master.connect("test"));

        assertTrue(System.nanoTime() - start < 10e9);
        assertTrue(error.getMessage().startsWith("no Spark master answers at " + master.url()), error.getMessage());
    }

    @Test
    void whySparkDoesNotStartIsTold() {
        IllegalStateException error =
                assertThrows(IllegalStateException.class, () -> new SparkMaster("yarn").connect("test"));

        assertTrue(error.getMessage().startsWith("cannot start an application at yarn: "), error.getMessage());
    }
}
