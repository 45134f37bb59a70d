package org.mat4j.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Fetches one address into a file, resuming where an earlier attempt broke off. */
final class HttpTransfer {
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int BUFFER = 1 << 16;

    /** The connection ended in the middle of the file: another attempt may get on. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(String message) {
            super(message);
        }
    }

    private final HttpClient client;
    private final Duration stallTimeout;

    HttpTransfer(Duration connectTimeout, Duration stallTimeout) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        this.stallTimeout = stallTimeout;
    }

    /**
     * Adds to {@code part} what it lacks. After an exception it holds what has arrived.
     *
     * @throws IOException if the server cannot be reached, refuses, or breaks off
     * @throws DownloadException if the file cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    void fetch(URI address, Path part, String name, DownloadListener listener)
            throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpResponse<InputStream> response = send(address, have);
        if (response.statusCode() == RANGE_NOT_SATISFIABLE && have > 0) {
            response.body().close();
            if (range(response).endsWith("/" + have)) {
                return;
            }
            // Longer than the server's file, so not the start of it.
            Files.delete(part);
            have = 0;
            response = send(address, have);
        }
        try (InputStream body = response.body()) {
            long start = isResumed(response, have) ? have : 0;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            long total = length < 0 ? DownloadListener.UNKNOWN_TOTAL : start + length;
            copy(body, part, start, total, received -> listener.progress(name, received, total));
        }
    }

    private HttpResponse<InputStream> send(URI address, long from) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(stallTimeout);
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Whether the body continues where the file ends, rather than being all of it. */
    private static boolean isResumed(HttpResponse<InputStream> response, long have) throws IOException {
        int status = response.statusCode();
        if (status == OK) {
            return false;
        }
        if (status != PARTIAL) {
            throw new IOException("HTTP status " + status);
        }
        String range = range(response);
        if (have == 0 || !range.startsWith("bytes " + have + "-")) {
            throw new IOException("the server answered with another range than asked for, "
                    + (range.isEmpty() ? "not told which" : range));
        }
        return true;
    }

    /** {@code bytes FIRST-LAST/TOTAL}, where an asterisk stands for what is not told. */
    private static String range(HttpResponse<InputStream> response) {
        return response.headers().firstValue("Content-Range").orElse("");
    }

    private void copy(InputStream body, Path part, long start, long total, LongConsumer progress)
            throws IOException, InterruptedException {
        // The client has no timeout for a body that stops flowing, so another thread reads it.
        ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "download " + part.getFileName());
            thread.setDaemon(true);
            return thread;
        });
        long received = start;
        try (OutputStream out = DownloadException.writing(part, () -> open(part, start > 0))) {
            byte[] buffer = new byte[BUFFER];
            for (int n = read(reader, body, buffer); n >= 0; n = read(reader, body, buffer)) {
                int length = n;
                received += DownloadException.writing(part, () -> {
                    out.write(buffer, 0, length);
                    return length;
                });
                progress.accept(received);
            }
        } finally {
            reader.shutdownNow();
        }
        if (total >= 0 && received < total) {
            throw new BrokenOffException("broken off after " + received + " of " + total + " bytes");
        }
    }

    /** Its name can be foreseen, so that a later call finds it: a link that is there is never followed. */
    private static OutputStream open(Path part, boolean resumed) throws IOException {
        if (resumed) {
            return Files.newOutputStream(part, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        }
        Files.deleteIfExists(part);
        return Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private int read(ExecutorService reader, InputStream body, byte[] buffer) throws IOException, InterruptedException {
        try {
            return reader.submit(() -> body.read(buffer)).get(stallTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no data for " + stallTimeout.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new BrokenOffException("broken off: " + e.getCause().getMessage());
        }
    }
}
