package org.mat4j.examples.data;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Fetches the files of a dataset that are not there yet.
 *
 * <p>A file arrives under its name with {@code .part} at the end; a later call goes on where one broke off. When the
 * content has the known checksum, the file is moved to its name in one step. Mirrors are tried in order.
 */
public final class DatasetDownloader {
    /** The default time to reach a server. */
    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(20);

    /** The default time to wait for an answer, or for more of a file. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(60);

    /** How often in all a transfer is taken up at the same mirror if it breaks off. */
    private static final int ATTEMPTS_PER_MIRROR = 5;

    private final List<URI> mirrors;
    private final DownloadListener listener;
    private final HttpTransfer transfer;

    private DatasetDownloader(Builder builder) {
        this.mirrors = builder.mirrors;
        this.listener = builder.listener;
        this.transfer = new HttpTransfer(builder.connectTimeout, builder.stallTimeout);
    }

    /** {@return a builder with the datasets' own mirrors and no listener} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Fetches what is missing into {@link ImageDataset#defaultDirectory()}.
     *
     * @param dataset a dataset with files
     * @return the files that were fetched; none if all were there
     * @throws DownloadException             if a file cannot be fetched or written; the message names every mirror's
     *                                       error, and how to place the files by hand
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> download(ImageDataset dataset) {
        return download(dataset, dataset.defaultDirectory());
    }

    /**
     * Fetches what is missing into a folder, which is created if need be. Files that are there under any accepted
     * name are left alone.
     *
     * @param dataset   a dataset with files
     * @param directory the folder
     * @return the files that were fetched; none if all were there
     * @throws DownloadException             if a file cannot be fetched or written; the message names every mirror's
     *                                       error, and how to place the files by hand
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> download(ImageDataset dataset, Path directory) {
        dataset.requireFiles();
        return download(dataset.files(), mirrors.isEmpty() ? dataset.mirrors() : mirrors, directory);
    }

    List<Path> download(List<DataFile> files, List<URI> from, Path directory) {
        List<DataFile> missing =
                files.stream().filter(file -> file.findIn(directory).isEmpty()).toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw DownloadException.cannotWrite(directory, e);
        }
        List<Path> fetched = new ArrayList<>();
        for (DataFile file : missing) {
            try {
                fetched.add(fetch(file, missing, from, directory));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DownloadException(
                        file.archiveName() + ": the download was interrupted. Start it again to go on with it.", e);
            }
        }
        return fetched;
    }

    private Path fetch(DataFile file, List<DataFile> all, List<URI> from, Path directory) throws InterruptedException {
        Path part = directory.resolve(file.archiveName() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI mirror : from) {
            URI address = mirror.resolve(file.archiveName());
            for (int attempt = 1; attempt <= ATTEMPTS_PER_MIRROR; attempt++) {
                long before = size(part);
                String failure;
                boolean again;
                try {
                    transfer.fetch(address, part, file.archiveName(), listener);
                    failure = mismatch(part, file);
                    if (failure == null) {
                        return complete(part, directory.resolve(file.archiveName()));
                    }
                    delete(part);
                    // What was there before may have been the wrong part of it.
                    again = before > 0;
                } catch (IOException e) {
                    failure = reason(e);
                    again = e instanceof HttpTransfer.BrokenOffException || size(part) > before;
                }
                listener.failed(file.archiveName(), address + ": " + failure);
                if (!again || attempt == ATTEMPTS_PER_MIRROR) {
                    failures.add(address + ": " + failure);
                    break;
                }
            }
        }
        throw new DownloadException(file.archiveName() + ": could not be downloaded. Tried "
                + String.join("; ", failures) + byHand(all, directory));
    }

    private Path complete(Path part, Path target) {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DownloadException.cannotWrite(target, e);
        }
        listener.completed(target.getFileName().toString());
        return target;
    }

    /** Null if the content is the known one. */
    private static String mismatch(Path part, DataFile file) {
        try {
            String found = IdxFile.contentSha256(IdxSource.of(part));
            return found.equals(file.sha256())
                    ? null
                    : "wrong content: expected SHA-256 " + file.sha256() + ", found " + found;
        } catch (DataException e) {
            return "wrong content: " + e.getMessage();
        }
    }

    private static long size(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw DownloadException.cannotWrite(part, e);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw DownloadException.cannotWrite(part, e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        // The client leaves the message out where it matters most.
        return e instanceof ConnectException && e.getMessage() == null
                ? "cannot be reached (no network, unknown host, or connection refused)"
                : IdxFile.reason(e);
    }

    private static String byHand(List<DataFile> files, Path directory) {
        String names = files.stream()
                .filter(file -> file.findIn(directory).isEmpty())
                .map(DataFile::archiveName)
                .collect(Collectors.joining(", "));
        return ". Start the download again to go on with it, or fetch " + names + " on another machine and put "
                + "them in " + directory.toAbsolutePath() + ".";
    }

    /** Collects the settings of a {@link DatasetDownloader}. */
    public static final class Builder {
        private List<URI> mirrors = List.of();
        private DownloadListener listener = DownloadListener.NONE;
        private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
        private Duration stallTimeout = DEFAULT_STALL_TIMEOUT;

        private Builder() {}

        /**
         * Other mirrors than the dataset's own.
         *
         * @param folders the folders that hold the files, each ending in a slash; none for the dataset's own
         * @return this
         */
        public Builder mirrors(List<URI> folders) {
            this.mirrors = List.copyOf(folders);
            return this;
        }

        /**
         * @param newListener is told of the progress
         * @return this
         */
        public Builder listener(DownloadListener newListener) {
            this.listener = Objects.requireNonNull(newListener, "listener");
            return this;
        }

        /**
         * @param timeout to reach a server, above zero; default {@link #DEFAULT_CONNECT_TIMEOUT}
         * @return this
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /**
         * @param timeout without an answer or a byte, above zero; default {@link #DEFAULT_STALL_TIMEOUT}
         * @return this
         */
        public Builder stallTimeout(Duration timeout) {
            this.stallTimeout = timeout;
            return this;
        }

        /**
         * @return the downloader
         * @throws IllegalArgumentException if a mirror is no HTTP folder or a timeout is not above zero
         */
        public DatasetDownloader build() {
            for (URI mirror : mirrors) {
                String scheme = String.valueOf(mirror.getScheme());
                if (!scheme.matches("(?i)https?") || !mirror.toString().endsWith("/")) {
                    throw new IllegalArgumentException(
                            "mirrors: expected http or https addresses ending in '/', found '" + mirror + "'");
                }
            }
            requirePositive("connectTimeout", connectTimeout);
            requirePositive("stallTimeout", stallTimeout);
            return new DatasetDownloader(this);
        }

        private static void requirePositive(String name, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(name + ": expected above zero, found " + timeout);
            }
        }
    }
}
