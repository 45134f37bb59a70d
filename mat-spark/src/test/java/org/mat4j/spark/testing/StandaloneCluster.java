package org.mat4j.spark.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A master and workers of one core each, every one a process of its own on this machine; they end with it. */
public final class StandaloneCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Two names of this machine: Spark computes nothing twice on what it takes for one machine. */
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost");

    /** For processes that live for seconds, most of which would go into compiling Spark. */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path home;
    private final List<Process> workers = new ArrayList<>();
    private final Process master;
    private final String url;

    /** @param home an empty folder; where no processes can be started, the test is skipped */
    public StandaloneCluster(Path home, int workerCount) throws Exception {
        this.home = home;
        Files.createDirectories(home.resolve("jars"));
        int port = freePort();
        url = "spark://127.0.0.1:" + port;
        master = start("master", HOSTS.get(0), "org.apache.spark.deploy.master.Master", Integer.toString(port));
        awaitAnswer(port);
        for (int i = 0; i < workerCount; i++) {
            workers.add(start(
                    "worker" + i,
                    HOSTS.get(i % HOSTS.size()),
                    "org.apache.spark.deploy.worker.Worker",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    home.resolve("work" + i).toString(),
                    url));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(String name, String host, String main, String port, String... more) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        Arrays.stream((SHORT_LIVED + " " + System.getProperty("spark.test.jvm"))
                        .trim()
                        .split("\\s+"))
                .forEach(command::add);
        command.addAll(List.of(main, "--host", host, "--port", port, "--webui-port", "0"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(log(name).toFile())
                    .start();
        } catch (IOException e) {
            return abort("needs to start processes: " + e.getMessage());
        }
    }

    private Path log(String name) {
        return home.resolve(name + ".log");
    }

    private void awaitAnswer(int port) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                assertTrue(master.isAlive() && System.nanoTime() < end, () -> "no master: " + read(log("master")));
                Thread.sleep(50);
            }
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /**
     * Connects a program whose executors have its class path, one thread of ND4J each.
     *
     * @param settings more of Spark's, such as {@code spark.speculation=true}
     */
    public JavaSparkContext connect(String... settings) {
        SparkConf conf = new SparkConf()
                .setMaster(url)
                .setAppName("test")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executorEnv.OMP_NUM_THREADS", "1")
                .set("spark.scheduler.minRegisteredResourcesRatio", "1.0");
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            conf.set(parts[0], parts[1]);
        }
        return new JavaSparkContext(conf);
    }

    /** The process of an executor, one of those that run now. */
    public Optional<ProcessHandle> executor() {
        return workers.stream().flatMap(worker -> worker.children()).findFirst();
    }

    /** Kills the master, as when its machine fails. */
    public void endMaster() {
        master.destroyForcibly();
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        all.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }
}
