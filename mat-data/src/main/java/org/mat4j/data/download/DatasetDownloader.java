package org.mat4j.data.download;

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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mat4j.core.io.FileErrors;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.dataset.DataFile;
import org.mat4j.data.dataset.ExtraData;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.RemoteFile;

/**
 * Fetches the files of a dataset that are not there yet.
 *
 * <p>A file arrives under its name with {@code .part} at the end; a later call goes on where one broke off. When the
 * content has the known checksum, the file is moved to its name in one step, or an archive is unpacked and deleted.
 * Mirrors are tried in order.
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
     * Fetches what is missing into {@link ImageDataset#defaultDirectory()}, without extra images.
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
     * Fetches what is missing into a folder, without extra images.
     *
     * @param dataset   a dataset with files
     * @param directory the folder
     * @return the files that were fetched; none if all were there
     * @throws DownloadException             as {@link #download(ImageDataset, Path, ExtraData)}
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> download(ImageDataset dataset, Path directory) {
        return download(dataset, directory, ExtraData.EXCLUDED);
    }

    /**
     * Fetches what is missing into a folder, which is created if need be. Files that are there under any accepted
     * name are left alone.
     *
     * @param dataset   a dataset with files
     * @param directory the folder
     * @param extra     whether extra images are fetched too
     * @return the files that were fetched; none if all were there
     * @throws DownloadException             if a file cannot be fetched or written; the message names every mirror's
     *                                       error, and how to place the files by hand
     * @throws InvalidDataException          if an archive has the known checksum and yet cannot be unpacked
     * @throws UnsupportedOperationException for the embedded sample
     * @throws IllegalArgumentException      if the dataset has no extra images and they are asked for
     */
    public List<Path> download(ImageDataset dataset, Path directory, ExtraData extra) {
        dataset.requireFiles();
        dataset.requireExtra(extra);
        List<URI> from = mirrors.isEmpty() ? dataset.mirrors() : mirrors;
        List<DataFile> files = dataset.files(extra);
        return dataset.format()
                .archive()
                .map(archive -> download(archive, files, from, directory))
                .orElseGet(() -> download(files, from, directory));
    }

    /** Fetches files one by one. */
    List<Path> download(List<DataFile> files, List<URI> from, Path directory) {
        List<Path> fetched = new ArrayList<>();
        for (DataFile file : missing(files, directory)) {
            createFolder(directory);
            Path part = fetch(RemoteFile.of(file), from, directory, () -> byHand(files, directory));
            fetched.add(complete(part, directory.resolve(file.name())));
        }
        return fetched;
    }

    /** Fetches an archive of the files and unpacks those that are missing. */
    List<Path> download(RemoteFile archive, List<DataFile> files, List<URI> from, Path directory) {
        List<DataFile> missing = missing(files, directory);
        if (missing.isEmpty()) {
            return List.of();
        }
        createFolder(directory);
        Path part = fetch(archive, from, directory, () -> byHand(archive, directory));
        List<Path> unpacked =
                TarUnpacker.unpack(part, missing.stream().map(DataFile::name).toList(), directory);
        delete(part);
        listener.completed(archive.name());
        return unpacked;
    }

    private static List<DataFile> missing(List<DataFile> files, Path directory) {
        return files.stream().filter(file -> file.findIn(directory).isEmpty()).toList();
    }

    private static void createFolder(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw DownloadException.cannotWrite(directory, e);
        }
    }

    private Path fetch(RemoteFile file, List<URI> from, Path directory, Supplier<String> byHand) {
        try {
            return fetchInterruptibly(file, from, directory, byHand);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(
                    file.name() + ": the download was interrupted. Start it again to go on with it.", e);
        }
    }

    /** Returns the file, verified, under the name of one that is not complete. */
    private Path fetchInterruptibly(RemoteFile file, List<URI> from, Path directory, Supplier<String> byHand)
            throws InterruptedException {
        Path part = directory.resolve(file.name() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI mirror : from) {
            URI address = mirror.resolve(file.name());
            for (int attempt = 1; attempt <= ATTEMPTS_PER_MIRROR; attempt++) {
                long before = size(part);
                String failure;
                boolean again;
                try {
                    transfer.fetch(address, part, file.name(), listener);
                    failure = file.mismatch(part);
                    if (failure == null) {
                        return part;
                    }
                    delete(part);
                    // What was there before may have been the wrong part of it.
                    again = before > 0;
                } catch (IOException e) {
                    failure = reason(e);
                    again = e instanceof HttpTransfer.BrokenOffException || size(part) > before;
                }
                listener.failed(file.name(), address + ": " + failure);
                if (!again || attempt == ATTEMPTS_PER_MIRROR) {
                    failures.add(address + ": " + failure);
                    break;
                }
            }
        }
        throw new DownloadException(file.name() + ": could not be downloaded. Tried " + String.join("; ", failures)
                + ". Start the download again to go on with it, or " + byHand.get());
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
                : FileErrors.reason(e);
    }

    private static String byHand(List<DataFile> files, Path directory) {
        String names = missing(files, directory).stream().map(DataFile::name).collect(Collectors.joining(", "));
        return "fetch " + names + " on another machine and put them in " + directory.toAbsolutePath() + ".";
    }

    private static String byHand(RemoteFile archive, Path directory) {
        return "fetch " + archive.name() + " on another machine and unpack it in " + directory.toAbsolutePath() + ".";
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
