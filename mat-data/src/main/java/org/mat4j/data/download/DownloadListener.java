package org.mat4j.data.download;

/** Is told of the progress of a download. Called by the thread that downloads. */
public interface DownloadListener {
    /** Does nothing. */
    DownloadListener NONE = (file, received, total) -> {};

    /** The total where the server does not tell it. */
    long UNKNOWN_TOTAL = -1;

    /**
     * More of a file has arrived.
     *
     * @param received the bytes that are there, including those of an earlier, broken-off download
     * @param total the bytes of the whole file, or {@link #UNKNOWN_TOTAL}
     */
    void progress(String file, long received, long total);

    /** A file is complete, verified and in its place. */
    default void completed(String file) {}

    /** An attempt has failed, for a reason that names the mirror; another may follow, there or at the next. */
    default void failed(String file, String reason) {}
}
