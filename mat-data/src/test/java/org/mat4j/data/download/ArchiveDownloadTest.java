package org.mat4j.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.testing.Damages;
import org.mat4j.data.Checksum;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.dataset.DataFile;
import org.mat4j.data.dataset.Datasets;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.download.LocalMirror.Behavior;
import org.mat4j.data.format.TarFile;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.Samples;
import org.mat4j.data.testing.TarWriter;

/** Datasets that are offered in an archive, and what an archive may do. */
class ArchiveDownloadTest {
    private static final String NAME = "batches.tar.gz";
    private static final byte[] FIRST = ColorImages.cifar(1, 2);
    private static final byte[] SECOND = ColorImages.cifar(3);

    @TempDir
    private Path above;

    private final List<String> events = new ArrayList<>();

    @Test
    void fetchesVerifiesAndUnpacksWhatIsMissing() throws IOException {
        byte[] archive = archive();
        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE).with(NAME, archive)) {
            Path target = above.resolve("new").resolve("folder");

            List<Path> files = download(md5(archive), target, mirror.address());

            assertEquals(List.of(target.resolve("first.bin"), target.resolve("second.bin")), files);
            assertArrayEquals(FIRST, Files.readAllBytes(target.resolve("first.bin")));
            assertArrayEquals(SECOND, Files.readAllBytes(target.resolve("second.bin")));
            assertEquals(List.of("first.bin", "second.bin"), names(target));
            assertEquals(List.of("completed " + NAME), events);

            assertEquals(List.of(), download(md5(archive), target, mirror.address()));
            Files.writeString(target.resolve("first.bin"), "mine");
            Files.delete(target.resolve("second.bin"));
            assertEquals(List.of(target.resolve("second.bin")), download(md5(archive), target, mirror.address()));
            assertEquals("mine", Files.readString(target.resolve("first.bin")));
            assertEquals(2, mirror.requests().size());
        }
    }

    @Test
    void anArchiveThatLiesInTheFolderIsUnpackedThere() throws IOException {
        ImageDataset cifar = ImageDataset.CIFAR_100;
        assertEquals(List.of(), Datasets.unpack(cifar, above));
        assertFalse(Datasets.isPresent(cifar, above));
        String name = cifar.archive().orElseThrow().name();
        byte[] image = ColorImages.cifar100(new int[] {3, 4});
        Samples.write(
                above,
                name,
                new TarWriter()
                        .file("cifar-100-binary/train.bin", image)
                        .file("cifar-100-binary/test.bin", image)
                        .finish());
        assertTrue(Datasets.isPresent(cifar, above));

        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE)) {
            DatasetDownloader downloader = DatasetDownloader.defaults().withMirrors(List.of(mirror.address()));
            assertEquals(List.of(), downloader.download(cifar, above, Extra.EXCLUDED));
            assertEquals(List.of(), mirror.requests());
        }
        assertEquals(List.of(name, "test.bin", "train.bin"), names(above));
        assertArrayEquals(image, Files.readAllBytes(above.resolve("test.bin")));

        // One file may be wanted alone.
        Files.delete(above.resolve("test.bin"));
        assertEquals(List.of(), Datasets.unpack(cifar, above));
        assertThrows(MissingDataException.class, () -> Datasets.load(cifar, Part.TEST, above));

        Files.delete(above.resolve("train.bin"));
        assertEquals(1, Datasets.load(cifar, Part.TEST, above).size());
        assertEquals(List.of(name, "test.bin", "train.bin"), names(above));
    }

    @Test
    void resumesAnArchiveThatBrokeOff() throws IOException {
        byte[] archive = archive();
        try (LocalMirror mirror = new LocalMirror(Behavior.BREAK_OFF_ONCE).with(NAME, archive)) {
            download(md5(archive), above, mirror.address());
            assertEquals(2, mirror.requests().size());
            assertEquals(List.of("first.bin", "second.bin"), names(above));
        }
    }

    @Test
    void wrongContentIsNotUnpackedAndTheWayByHandIsTold() throws IOException {
        byte[] other = new TarWriter().file("first.bin", SECOND).finish();
        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE).with(NAME, other)) {
            DownloadException error =
                    assertThrows(DownloadException.class, () -> download(md5(archive()), above, mirror.address()));
            assertContains(
                    error.getMessage(),
                    "wrong content: expected " + md5(archive()) + ", found "
                            + md5(other).hex(),
                    "fetch " + NAME + " on another machine and unpack it in " + above.toAbsolutePath());
            assertEquals(List.of(), names(above));
        }
    }

    @Test
    void theChecksumOfAnArchiveIsThatOfTheBytesAsTheyCome() {
        Path file = Samples.write(above, NAME, archive());
        assertEquals(md5(archive()), DataFile.plain(md5(archive()), NAME).checksumOf(file));
    }

    @Test
    void cannotWriteOutsideTheFolder() throws IOException {
        Path folder = Files.createDirectory(above.resolve("folder"));
        Path precious = Files.writeString(above.resolve("precious.bin"), "precious");
        byte[] archive = new TarWriter()
                .file("../precious.bin", FIRST)
                .file("../first.bin", FIRST)
                .file(above.resolve("absolute.bin").toString(), FIRST)
                .file("other.bin", FIRST)
                .symbolicLink("second.bin", precious.toString())
                .folder("second.bin")
                .file("deep/er/second.bin", SECOND)
                .finish();

        List<Path> files = unpack(archive, folder, "first.bin", "second.bin");

        assertEquals(List.of(folder.resolve("first.bin"), folder.resolve("second.bin")), files);
        assertArrayEquals(SECOND, Files.readAllBytes(folder.resolve("second.bin")));
        assertFalse(Files.isSymbolicLink(folder.resolve("second.bin")));
        assertEquals(List.of("first.bin", "second.bin"), names(folder));
        assertEquals("precious", Files.readString(precious));
        assertEquals(List.of(NAME, "folder", "precious.bin"), names(above));
    }

    @Test
    void damagedAndLackingArchivesLeaveNothingHalfWritten() throws IOException {
        Path folder = Files.createDirectory(above.resolve("folder"));
        byte[] whole = archive();

        for (int length : new int[] {0, 5, 200, whole.length / 2}) {
            InvalidDataException error = assertThrows(
                    InvalidDataException.class,
                    () -> unpack(Arrays.copyOf(whole, length), folder, "first.bin", "second.bin"));
            assertContains(error.getMessage(), above.resolve(NAME) + ": expected a whole .tar.gz archive, found");
            for (String name : names(folder)) {
                assertArrayEquals(FIRST, Files.readAllBytes(folder.resolve(name)), name);
            }
        }
        InvalidDataException lacking =
                assertThrows(InvalidDataException.class, () -> unpack(whole, folder, "first.bin", "third.bin"));
        assertContains(lacking.getMessage(), "expected an archive with third.bin, found none of that name");
    }

    @Test
    void damageIsToldOrChangesNothing() throws IOException {
        Path folder = Files.createDirectory(above.resolve("folder"));
        for (Damages.Damage damage : (Iterable<Damages.Damage>) Damages.of(archive(), 100)::iterator) {
            try {
                unpack(damage.content(), folder, "first.bin", "second.bin");
                assertEquals(List.of("first.bin", "second.bin"), names(folder), damage.toString());
            } catch (InvalidDataException e) {
                assertContains(e.getMessage(), above.resolve(NAME).toString());
                assertEquals(List.of(), names(folder), damage.toString());
            }
            for (String name : names(folder)) {
                byte[] expected = name.equals("first.bin") ? FIRST : SECOND;
                assertArrayEquals(expected, Files.readAllBytes(folder.resolve(name)), damage + ", " + name);
                Files.delete(folder.resolve(name));
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsNamed() throws IOException {
        Path folder = Files.createDirectory(above.resolve("folder"));
        Files.createDirectories(folder.resolve("first.bin").resolve("in the way"));

        DataException error = assertThrows(DataException.class, () -> unpack(archive(), folder, "first.bin"));

        assertContains(error.getMessage(), folder.resolve("first.bin").toString(), "cannot be written");
        assertEquals(List.of("first.bin"), names(folder));
    }

    @Test
    void datasetsKnowTheirArchiveAndFiles() throws IOException {
        try (LocalMirror mirror = new LocalMirror(Behavior.SERVE)) {
            DatasetDownloader downloader = DatasetDownloader.defaults().withMirrors(List.of(mirror.address()));

            assertThrows(
                    DownloadException.class, () -> downloader.download(ImageDataset.CIFAR_10, above, Extra.EXCLUDED));
            assertEquals(List.of("cifar-10-binary.tar.gz whole"), mirror.requests());

            for (String name : new String[] {"train_32x32.mat", "test_32x32.mat"}) {
                Samples.write(above, name, new byte[1]);
            }
            assertEquals(List.of(), downloader.download(ImageDataset.SVHN, above, Extra.EXCLUDED));
            DownloadException extra = assertThrows(
                    DownloadException.class, () -> downloader.download(ImageDataset.SVHN, above, Extra.INCLUDED));
            assertEquals("extra_32x32.mat whole", mirror.requests().get(1));
            assertContains(extra.getMessage(), "fetch extra_32x32.mat on another machine");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> downloader.download(ImageDataset.MNIST, above, Extra.INCLUDED));
        }
        assertEquals(List.of("https://www.cs.toronto.edu/~kriz/"), addresses(ImageDataset.CIFAR_10));
        assertEquals(List.of("https://www.cs.toronto.edu/~kriz/"), addresses(ImageDataset.CIFAR_100));
        assertEquals(
                "cifar-100-binary.tar.gz",
                ImageDataset.CIFAR_100.archive().orElseThrow().name());
        assertEquals(ImageDataset.CIFAR_100.archive(), ImageDataset.CIFAR_100_COARSE.archive());
        assertEquals(List.of("http://ufldl.stanford.edu/housenumbers/"), addresses(ImageDataset.SVHN));
    }

    private static byte[] archive() {
        return new TarWriter()
                .folder("batches")
                .file("batches/readme.html", new byte[10])
                .file("batches/first.bin", FIRST)
                .file("batches/second.bin", SECOND)
                .finish();
    }

    private static Checksum md5(byte[] content) {
        try {
            return Checksum.Algorithm.MD5.of(Checksum.Algorithm.MD5.digesting(new ByteArrayInputStream(content)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> download(Checksum checksum, Path target, URI mirror) {
        DownloadListener listener = new DownloadListener() {
            @Override
            public void progress(String name, long received, long total) {}

            @Override
            public void completed(String name) {
                events.add("completed " + name);
            }
        };
        Checksum unused = md5(new byte[0]);
        return DatasetDownloader.defaults()
                .withListener(listener)
                .download(
                        List.of(DataFile.plain(unused, "first.bin"), DataFile.plain(unused, "second.bin")),
                        Optional.of(DataFile.plain(checksum, NAME)),
                        List.of(mirror),
                        target);
    }

    private List<Path> unpack(byte[] archive, Path folder, String... names) {
        return TarFile.unpack(Samples.write(above, NAME, archive), List.of(names), folder);
    }

    private static List<String> addresses(ImageDataset dataset) {
        return dataset.mirrors().stream().map(URI::toString).toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
