package org.mat4j.spark.train;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.io.LZ4CompressionCodec;

/** Reads what Spark has compressed, and kills its process once, when a file is there, in the middle of something large. */
public final class DyingReader extends LZ4CompressionCodec {

    /** The setting of the folder of that file. */
    static final String HOME = "spark.test.home";

    private static final long LARGE = 100_000; // bytes: an update's parameters, but not a task

    private final Path flag;

    /** Called by Spark. */
    public DyingReader(SparkConf conf) {
        super(conf);
        flag = flag(Path.of(conf.get(HOME)));
    }

    static Path flag(Path home) {
        return home.resolve("reader");
    }

    @Override
    public InputStream compressedInputStream(InputStream in) {
        return new FilterInputStream(super.compressedInputStream(in)) {

            private long count;

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                count += read;
                if (count > LARGE && Files.deleteIfExists(flag)) {
                    FaultyShards.dieNow();
                }
                return read;
            }
        };
    }
}
