package org.mat4j.spark.runs;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Where the files of runs are kept that outlive an executor. */
interface RunStorage extends Serializable {

    /** How the file is called that shows whether a process {@linkplain #isSeen sees} them, before what is its own. */
    String TOKEN = ".spark-";

    /** Folder of the runs in this process. */
    Path root();

    /** Where they are kept, for messages. */
    String place();

    /** Whether this process reads there what the driver has written. */
    boolean isSeen() throws IOException;

    /** Brings a run's files into a folder of this machine, where they are not there anyway. */
    void fetch(String name, Path root) throws IOException;

    /** Keeps what a run writes into the {@link #root} of this process, until closed. */
    Closeable keep(String name) throws IOException;

    /** Removes what was written for {@link #isSeen}. */
    void remove();
}
