package org.mat4j.data.download;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mat4j.core.check.Checks;
import org.mat4j.core.io.FileErrors;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.dataset.DataFile;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.format.TarFile;

/**
 * Fetches the missing files of a data set: {@code DatasetDownloader.defaults().download(MNIST)}. Immutable.
 *
 * <p>A file arrives under its name with {@code .part} at the end; a later call resumes where one broke off. When the
 * content has the known checksum, the file is moved to its name in one step, or an archive is unpacked and deleted.
 * Mirrors are tried in order.
 *
 * @param mirrors folders on servers, tried instead of the data set's own, each ending in a slash; none for its own
 * @param listener is told of the progress
 * @param connectTimeout to reach a server, above zero
 * @param stallTimeout without an answer or a byte, above zero
 */
@RecordBuilder
public record DatasetDownloader(
        List<URI> mirrors, DownloadListener listener, Duration connectTimeout, Duration stallTimeout)
        implements DatasetDownloaderBuilder.With {
    /** How often in all a transfer is taken up at the same mirror if it breaks off. */
    private static final int ATTEMPTS_PER_MIRROR = 5;

    /** @throws IllegalArgumentException if a mirror is not a folder of an HTTP server or a timeout is not above zero */
    public DatasetDownloader {
        mirrors = List.copyOf(mirrors);
        Objects.requireNonNull(listener, "listener");
        for (URI mirror : mirrors) {
            Checks.require(
                    mirror.toString().matches("(?i)https?:.*/"),
                    "mirror",
                    mirror,
                    "an http or https address ending in '/'");
        }
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("stallTimeout", stallTimeout);
    }

    private static void requirePositive(String what, Duration timeout) {
        Checks.require(!timeout.isZero() && !timeout.isNegative(), what, timeout, "above zero");
    }

    /** {@return one with the data sets' own mirrors, no listener, 20 seconds to connect and 60 without a byte} */
    public static DatasetDownloader defaults() {
        return new DatasetDownloader(List.of(), DownloadListener.NONE, Duration.ofSeconds(20), Duration.ofSeconds(60));
    }

    /**
     * Fetches what is missing into {@link ImageDataset#defaultDirectory()}, without extra images.
     *
     * @return the files that were fetched; none if all were there
     * @throws DownloadException as {@link #download(ImageDataset, Path, Extra)}
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> download(ImageDataset dataset) {
        return download(dataset, dataset.defaultDirectory(), Extra.EXCLUDED);
    }

    /**
     * Fetches what is missing into a folder, which is created if need be. Files that are there under any accepted
     * name are left alone, and an archive that lies there is {@linkplain Datasets#unpack unpacked}.
     *
     * @return the files that were fetched; none if all were there
     * @throws DownloadException if a file cannot be fetched or written; the message names every mirror's error, and how
     *     to place the files by hand
     * @throws InvalidDataException if an archive has the known checksum and yet cannot be unpacked
     * @throws UnsupportedOperationException for the embedded sample
     * @throws IllegalArgumentException if the data set has no extra images and they are asked for
     */
    public List<Path> download(ImageDataset dataset, Path directory, Extra extra) {
        List<DataFile> files = dataset.files(extra);
        Datasets.unpack(dataset, directory);
        return download(files, dataset.archive(), mirrors.isEmpty() ? dataset.mirrors() : mirrors, directory);
    }

    /** Fetches the files that are missing, one by one or in an archive of them. */
    List<Path> download(List<DataFile> files, Optional<DataFile> archive, List<URI> from, Path directory) {
        Checks.path("folder to download to", directory);
        List<DataFile> missing = missing(files, directory);
        if (missing.isEmpty()) {
            return List.of();
        }
        DownloadException.writing(directory, () -> Files.createDirectories(directory));
        if (archive.isPresent()) {
            return unpack(archive.get(), missing, from, directory);
        }
        List<Path> fetched = new ArrayList<>();
        for (DataFile file : missing) {
            String names =
                    missing(files, directory).stream().map(DataFile::name).collect(Collectors.joining(", "));
            Path part = fetch(file, from, directory, "fetch " + names + " on another machine and put them in ");
            Path target = directory.resolve(file.name());
            fetched.add(
                    DownloadException.writing(target, () -> Files.move(part, target, StandardCopyOption.ATOMIC_MOVE)));
            listener.completed(file.name());
        }
        return fetched;
    }

    private List<Path> unpack(DataFile archive, List<DataFile> missing, List<URI> from, Path directory) {
        Path part =
                fetch(archive, from, directory, "fetch " + archive.name() + " on another machine and unpack it in ");
        List<Path> unpacked =
                TarFile.unpack(part, missing.stream().map(DataFile::name).toList(), directory);
        delete(part);
        listener.completed(archive.name());
        return unpacked;
    }

    private static List<DataFile> missing(List<DataFile> files, Path directory) {
        return files.stream().filter(file -> file.findIn(directory).isEmpty()).toList();
    }

    private Path fetch(DataFile file, List<URI> from, Path directory, String byHand) {
        List<String> failures = new ArrayList<>();
        Path part = directory.resolve(file.name() + ".part");
        requireFile(part);
        try {
            for (URI mirror : from) {
                URI address = mirror.resolve(file.name());
                String failure = fetch(file, address, part);
                if (failure == null) {
                    return part;
                }
                failures.add(address + ": " + failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadException(
                    file.name() + ": the download was interrupted. Start it again to resume it.", e);
        }
        throw new DownloadException(file.name() + ": could not be downloaded. Tried " + String.join("; ", failures)
                + ". Start the download again to resume it, or " + byHand + directory.toAbsolutePath() + ".");
    }

    /** Leaves the file, verified, in {@code part}; returns the failure of the last attempt, null if there is none. */
    private String fetch(DataFile file, URI address, Path part) throws InterruptedException {
        HttpTransfer transfer = new HttpTransfer(connectTimeout, stallTimeout);
        for (int attempt = 1; ; attempt++) {
            long before = size(part);
            String failure;
            boolean again;
            try {
                transfer.fetch(address, part, file.name(), listener);
                failure = mismatch(file, part);
                if (failure == null) {
                    return null;
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
                return failure;
            }
        }
    }

    /** What is wrong with the content of a file; null if it is the known one. */
    private static String mismatch(DataFile file, Path part) {
        try {
            Checksum found = file.checksumOf(part);
            return found.equals(file.checksum())
                    ? null
                    : "wrong content: expected " + file.checksum() + ", found " + found.hex();
        } catch (DataException e) {
            return "wrong content: " + e.getMessage();
        }
    }

    /** Nothing, or what an earlier download left: a link would be followed, a pipe waited for. */
    private static void requireFile(Path part) {
        if (Files.exists(part, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            throw new DownloadException(
                    part.toAbsolutePath()
                            + ": cannot be written: it is a link, folder, pipe or device, expected a file or nothing; remove it");
        }
    }

    private static long size(Path part) {
        return DownloadException.writing(part, () -> Files.exists(part) ? Files.size(part) : 0L);
    }

    private static void delete(Path part) {
        DownloadException.writing(part, () -> Files.deleteIfExists(part));
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
}
