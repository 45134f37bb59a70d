package org.mat4j.spark.testing;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.mat4j.spark.runs.SparkMaster;

/** A Spark in this process for the tests of a class, with the serializer that many clusters have. */
public final class LocalSpark implements BeforeAllCallback, AfterAllCallback {

    private static final String SERIALIZER = "spark.serializer";

    private final String master;
    private JavaSparkContext context;

    /** @param master such as {@code local[2]} */
    public LocalSpark(String master) {
        this.master = master;
    }

    /** The connection to it. */
    public JavaSparkContext context() {
        return context;
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        System.setProperty(SERIALIZER, "org.apache.spark.serializer.KryoSerializer");
        context = new SparkMaster(master).connect("test");
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        System.clearProperty(SERIALIZER);
        context.close();
    }
}
