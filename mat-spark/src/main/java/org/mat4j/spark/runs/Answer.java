package org.mat4j.spark.runs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Whether somebody answers at an address, which Spark and Hadoop would try to find out for minutes. */
final class Answer {

    private static final int MILLISECONDS = 5000;

    private Answer() {}

    /**
     * Connects for a moment.
     *
     * @throws IOException if nobody answers within seconds
     */
    static void require(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), MILLISECONDS);
        }
    }
}
