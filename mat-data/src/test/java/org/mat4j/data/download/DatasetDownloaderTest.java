package org.mat4j.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.data.Checksum;
import org.mat4j.data.dataset.DataFile;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.download.LocalMirror.Behavior;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;

class DatasetDownloaderTest {
    private static final String NAME = "digits-images-idx3-ubyte.gz";

    /** Noise does not compress, so the file spans several reads. */
    private static final byte[] CONTENT = new byte[300_000];

    private static byte[] archive;
    private static DataFile file;

    @TempDir
    private Path directory;

    private final List<String> events = new ArrayList<>();
    private long lastReceived;
    private long receivedAtFailure;
    private long lastTotal;

    @BeforeAll
    static void makeFile(@TempDir Path scratch) {
        new Random(7).nextBytes(CONTENT);
        archive = IdxWriter.gzip(CONTENT);
        Checksum checksum = IdxFile.checksum(Samples.write(scratch, NAME, archive));
        file = DataFile.compressed("digits-images", "idx3-ubyte", checksum.hex());
    }

    @Test
    void fetchesVerifiesAndReports() throws IOException {
        try (LocalMirror mirror = mirror(Behavior.SERVE)) {
            Path target = directory.resolve("new").resolve("folder");
            assertEquals(List.of(target.resolve(NAME)), download(target, mirror.address()));
            assertArrayEquals(archive, Files.readAllBytes(target.resolve(NAME)));
            assertOnlyFile(target);
            assertEquals(archive.length, lastReceived);
            assertEquals(archive.length, lastTotal);
            assertEquals(List.of("completed " + NAME), events);
        }
    }

    @Test
    void leavesAloneWhatIsThereUnderAnyAcceptedName() throws IOException {
        Samples.write(directory, "digits-images.idx3-ubyte", CONTENT);
        try (LocalMirror mirror = mirror(Behavior.SERVE)) {
            assertEquals(List.of(), download(directory, mirror.address()));
            assertEquals(List.of(), mirror.requests());
        }
    }

    @Test
    void resumesATransferThatBrokeOff() throws IOException {
        try (LocalMirror mirror = mirror(Behavior.BREAK_OFF_ONCE)) {
            download(directory, mirror.address());
            assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
            assertEquals(2, mirror.requests().size());
            assertEquals(2, events.size());
            assertContains(events.get(0), "failed", "broken off");
            // Not all that was sent need have arrived.
            String from = receivedAtFailure == 0 ? " whole" : " bytes=" + receivedAtFailure + "-";
            assertEquals(NAME + from, mirror.requests().get(1));
            assertEquals(archive.length, lastTotal);
        }
    }

    @Test
    void resumesInALaterCallAndAtAnotherMirrorAfterOneStoppedFlowing() throws IOException {
        try (LocalMirror bad = mirror(Behavior.STOP_FLOWING)) {
            assertContains(failure(bad.address()), "HTTP status 503");
            assertContains(events.get(0), "no data for 2 seconds");
        }
        long arrived = Files.size(directory.resolve(NAME + ".part"));
        assertTrue(arrived > 0 && arrived < archive.length, arrived + " bytes");
        try (LocalMirror good = mirror(Behavior.SERVE)) {
            download(directory, good.address());
            assertEquals(List.of(NAME + " bytes=" + arrived + "-"), good.requests());
            assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
            assertOnlyFile(directory);
        }
    }

    @Test
    void givesUpOnAMirrorThatKeepsBreakingOff() throws IOException {
        try (LocalMirror bad = mirror(Behavior.BREAK_OFF_HALFWAY)) {
            String message = failure(bad.address());
            assertContains(message, bad.address() + NAME, "broken off");
            assertEquals(5, bad.requests().size());
            assertFalse(Files.exists(directory.resolve(NAME)));
        }
    }

    @Test
    void startsOverWhereTheServerKnowsNoRanges() throws IOException {
        Samples.write(directory, NAME + ".part", Arrays.copyOf(archive, 1000));
        try (LocalMirror mirror = mirror(Behavior.SERVE_WITHOUT_RANGES)) {
            download(directory, mirror.address());
            assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
        }
    }

    @Test
    void acceptsAPartThatIsComplete() throws IOException {
        Samples.write(directory, NAME + ".part", archive);
        try (LocalMirror mirror = mirror(Behavior.SERVE)) {
            download(directory, mirror.address());
            assertEquals(List.of(NAME + " bytes=" + archive.length + "-"), mirror.requests());
            assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
        }
    }

    @Test
    void startsOverWhereThePartIsSomethingElse() throws IOException {
        for (byte[] spoiled : List.of(new byte[1000], new byte[archive.length], new byte[archive.length + 9])) {
            Files.deleteIfExists(directory.resolve(NAME));
            Samples.write(directory, NAME + ".part", spoiled);
            try (LocalMirror mirror = mirror(Behavior.SERVE)) {
                download(directory, mirror.address());
                assertEquals(NAME + " whole", mirror.requests().get(1));
                assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
            }
        }
    }

    @Test
    void refusesAnotherRangeThanAskedFor() throws IOException {
        Samples.write(directory, NAME + ".part", Arrays.copyOf(archive, 1000));
        try (LocalMirror mirror = mirror(Behavior.WRONG_RANGE)) {
            assertContains(failure(mirror.address()), "another range than asked for", "bytes 0-");
        }
    }

    @Test
    void refusesWrongContentAndGoesToTheNextMirror() throws IOException {
        byte[] other = IdxWriter.gzip(new byte[] {1, 2, 3});
        try (LocalMirror bad = new LocalMirror(Behavior.SERVE).with(NAME, other);
                LocalMirror damaged =
                        new LocalMirror(Behavior.SERVE).with(NAME, Arrays.copyOf(archive, archive.length - 20));
                LocalMirror good = mirror(Behavior.SERVE)) {
            String message = failure(bad.address(), damaged.address());
            assertContains(
                    message,
                    "wrong content: expected SHA-256 " + file.checksum().hex(),
                    "found ",
                    "cut short");
            assertEquals(0, fileCount());
            assertEquals(1, bad.requests().size());

            download(directory, bad.address(), good.address());
            assertArrayEquals(archive, Files.readAllBytes(directory.resolve(NAME)));
        }
    }

    @Test
    void acceptsContentThatAServerHasDecompressed() throws IOException {
        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE).with(NAME, CONTENT)) {
            download(directory, mirror.address());
            assertArrayEquals(CONTENT, Files.readAllBytes(directory.resolve(NAME)));
        }
    }

    @Test
    void namesEveryMirrorWithItsErrorAndTheWayByHand() throws IOException {
        URI unreachable = LocalMirror.unreachable();
        try (LocalMirror without = mirror(Behavior.NOT_FOUND)) {
            String message = failure(unreachable, without.address());
            assertContains(
                    message,
                    unreachable + NAME + ": cannot be reached",
                    without.address() + NAME + ": HTTP status 404",
                    "fetch " + NAME + " on another machine and put them in " + directory.toAbsolutePath());
        }
        assertEquals(0, fileCount());
    }

    @Test
    void unwritableFolderIsNotBlamedOnTheMirror() throws IOException {
        Path notAFolder = Samples.write(directory, "file", new byte[1]);
        try (LocalMirror mirror = mirror(Behavior.SERVE)) {
            DownloadException error = assertThrows(
                    DownloadException.class, () -> download(notAFolder.resolve("below"), mirror.address()));
            assertContains(error.getMessage(), notAFolder.toString(), "cannot be written", "name another one");
            assertEquals(List.of(), mirror.requests());

            Files.createDirectory(directory.resolve(NAME + ".part"));
            DownloadException blocked =
                    assertThrows(DownloadException.class, () -> download(directory, mirror.address()));
            assertContains(blocked.getMessage(), NAME + ".part", "cannot be written");
        }
    }

    @Test
    void fetchesTheFilesOfADatasetFromTheGivenMirrors() throws IOException {
        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE)) {
            DatasetDownloader downloader = DatasetDownloader.defaults().withMirrors(List.of(mirror.address()));
            DownloadException error = assertThrows(
                    DownloadException.class, () -> downloader.download(ImageDataset.MNIST, directory, Extra.EXCLUDED));
            assertEquals(List.of("train-images-idx3-ubyte.gz whole"), mirror.requests());
            assertContains(error.getMessage(), "HTTP status 404", "train-labels-idx1-ubyte.gz", "t10k-labels");
        }
    }

    @Test
    void interruptionEndsTheDownload() throws IOException {
        try (LocalMirror mirror = mirror(Behavior.SERVE)) {
            Thread.currentThread().interrupt();
            String message = failure(mirror.address());
            assertTrue(Thread.interrupted(), "the thread stays interrupted");
            assertContains(message, NAME, "interrupted");
        }
    }

    @Test
    void rejectsBadSettings() {
        DatasetDownloader downloader = DatasetDownloader.defaults();
        for (String bad : List.of("http://host/folder", "ftp://host/folder/", "folder/")) {
            assertRefused(() -> downloader.withMirrors(List.of(URI.create(bad))), "mirror", bad);
        }
        assertRefused(() -> downloader.withConnectTimeout(Duration.ZERO), "connectTimeout", "PT0S");
        assertRefused(() -> downloader.withStallTimeout(Duration.ofSeconds(-1)), "stallTimeout", "PT-1S");
    }

    private static LocalMirror mirror(Behavior behavior) throws IOException {
        return new LocalMirror(behavior).with(NAME, archive);
    }

    private List<Path> download(Path target, URI... mirrors) {
        DownloadListener listener = new DownloadListener() {
            @Override
            public void progress(String name, long received, long total) {
                lastReceived = received;
                lastTotal = total;
            }

            @Override
            public void completed(String name) {
                events.add("completed " + name);
            }

            @Override
            public void failed(String name, String reason) {
                receivedAtFailure = lastReceived;
                events.add("failed " + name + " " + reason);
            }
        };
        DatasetDownloader downloader =
                DatasetDownloader.defaults().withListener(listener).withStallTimeout(Duration.ofSeconds(2));
        return downloader.download(List.of(file), Optional.empty(), List.of(mirrors), target);
    }

    private String failure(URI... mirrors) {
        return assertThrows(DownloadException.class, () -> download(directory, mirrors))
                .getMessage();
    }

    private long fileCount() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static void assertOnlyFile(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(NAME)), entries.toList());
        }
    }
}
