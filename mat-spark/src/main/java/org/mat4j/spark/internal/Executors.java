package org.mat4j.spark.internal;

import java.io.IOException;
import java.net.InetAddress;

/** How an executor is named in messages, and its errors. */
public final class Executors {

    private Executors() {}

    /** The name of this process's machine. */
    public static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "a machine without a name";
        }
    }

    /** The message of an error; the name of one that has none. */
    public static String text(Throwable error) {
        return error.getMessage() == null ? error.getClass().getName() : error.getMessage();
    }
}
