package org.mat4j.data.format;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.core.testing.Damages;
import org.mat4j.core.testing.SpecialFiles;
import org.mat4j.data.DataException;
import org.mat4j.data.format.CifarFile.Labels;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.PictureFile;
import org.mat4j.data.table.CsvTable;
import org.mat4j.data.testing.ColorImages;
import org.mat4j.data.testing.IdxWriter;
import us.hebi.matlab.mat.types.MatlabType;

/** What readers make of files with a flipped bit, cut off, or too long: an error that names the file, or what is in them. */
class DamagedFilesTest {

    private static final int FLIPS = 60;
    private static final byte[] PIXELS = new byte[3 * 4 * 5];
    private static final byte[] LABELS = {2, 0, 1};

    @TempDir
    private static Path folder;

    /** Whether an unnoticed flip may change more than a value. */
    private enum Values {
        /** Every flip that matters is noticed. */
        CHECKED,
        /** A flip changes one value, or none. */
        PLAIN,
        /** The same, and whole examples can be missing at the end. */
        RECORDS,
        /** A flip may change all values, and in the header their number. */
        ENCODED,
        /** Text: there may be other values, or fewer. */
        TEXT
    }

    /** A file, and the values that a reader makes of it. */
    private record Format(String name, byte[] whole, Values kind, Function<Path, double[]> reader) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Format> formats() throws IOException {
        Path labels = Files.write(folder.resolve("labels"), IdxWriter.labels(LABELS));
        Path images = Files.write(folder.resolve("images"), IdxWriter.images(PIXELS, 3, 4, 5));
        byte[] idx = Files.readAllBytes(images);
        Function<Path, double[]> readImages = file -> values(IdxFile.read(file, labels, 3));
        Function<Path, double[]> readLabels = file -> values(IdxFile.read(images, file, 3));
        Function<Path, double[]> readSvhn = file -> values(SvhnFile.read(List.of(file)));
        Stream<Format> data = Stream.of(
                new Format("images.idx", idx, Values.PLAIN, readImages),
                new Format("images.idx.gz", IdxWriter.gzip(idx), Values.CHECKED, readImages),
                new Format("labels.idx", Files.readAllBytes(labels), Values.PLAIN, readLabels),
                new Format(
                        "cifar.bin",
                        ColorImages.cifar(3, 1),
                        Values.RECORDS,
                        file -> values(CifarFile.read(Labels.CIFAR_10, List.of(file)))),
                new Format("svhn.mat", svhn(Deflater.DEFAULT_COMPRESSION), Values.CHECKED, readSvhn),
                new Format("svhn-plain.mat", svhn(Deflater.NO_COMPRESSION), Values.PLAIN, readSvhn),
                new Format("f8.npy", npy("<f8", "(2, 3)", 48), Values.PLAIN, file -> NpyFile.read(file)
                        .values()),
                new Format("i2.npy", npy(">i2", "(4,)", 8), Values.PLAIN, file -> NpyFile.read(file)
                        .values()),
                new Format(
                        "table.csv",
                        "a,b\n1.5,2\n-3,\"4e1\"\n".getBytes(StandardCharsets.UTF_8),
                        Values.TEXT,
                        DamagedFilesTest::numbers));
        return Stream.concat(data, Stream.of("png", "jpg", "bmp", "gif").map(DamagedFilesTest::picture));
    }

    private static double[] values(ImageData data) {
        IntStream pixels = IntStream.range(0, data.size())
                .flatMap(i -> IntStream.range(0, data.shape().values()).map(v -> {
                    int channels = data.shape().channels();
                    int place = v / channels;
                    return data.pixel(
                            i,
                            place / data.shape().width(),
                            place % data.shape().width(),
                            v % channels);
                }));
        return IntStream.concat(pixels, Arrays.stream(data.labels()))
                .asDoubleStream()
                .toArray();
    }

    private static byte[] svhn(int level) throws IOException {
        return Files.readAllBytes(ColorImages.matOfLevel(
                folder.resolve("whole.mat"),
                level,
                "X",
                ColorImages.svhnPixels(2),
                "y",
                ColorImages.svhnLabels(MatlabType.UInt8, 10, 4)));
    }

    private static byte[] npy(String type, String shape, int bytes) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[bytes]);
        return out.toByteArray();
    }

    private static double[] numbers(Path file) {
        return CsvTable.read(file).rows().stream()
                .flatMapToDouble(row -> row.values().keySet().stream().mapToDouble(row::number))
                .toArray();
    }

    private static Format picture(String kind) {
        BufferedImage picture = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 63; i++) {
            picture.setRGB(i % 9, i / 9, i * 0x030405);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertTrue(ImageIO.write(picture, kind, out));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Values values = kind.equals("png") ? Values.CHECKED : Values.ENCODED;
        return new Format("picture." + kind, out.toByteArray(), values, file -> {
            ImageShape shape = PictureFile.shape(file);
            return values(PictureFile.image(file, new ImageShape(shape.height(), shape.width(), 3)));
        });
    }

    @ParameterizedTest
    @MethodSource("formats")
    void damageIsToldOrChangesNoMoreThanItsPlace(Format format) throws IOException {
        Path file = Files.write(folder.resolve(format.name), format.whole);
        double[] whole = format.reader.apply(file);
        for (Damages.Damage damage : (Iterable<Damages.Damage>) Damages.of(format.whole, FLIPS)::iterator) {
            Files.write(file, damage.content());
            double[] read = read(format, file, damage).orElse(whole);
            long changed = read.length != whole.length
                    ? Long.MAX_VALUE
                    : IntStream.range(0, whole.length)
                            .filter(i -> read[i] != whole[i])
                            .count();
            boolean flip = damage.kind() == Damages.Kind.FLIP;
            long most =
                    switch (format.kind) {
                        case CHECKED -> 0;
                        case PLAIN -> flip ? 1 : 0;
                        case RECORDS -> flip ? 1 : damage.place() % ColorImages.RECORD == 0 ? Long.MAX_VALUE : 0;
                        case ENCODED -> flip ? Long.MAX_VALUE : 0;
                        case TEXT -> Long.MAX_VALUE;
                    };
            assertTrue(changed <= most, () -> format + ", " + damage + ": " + changed + " values changed unnoticed");
        }
    }

    /** Empty if it was refused; any other error fails the test. */
    private static Optional<double[]> read(Format format, Path file, Damages.Damage damage) {
        try {
            return Optional.of(format.reader.apply(file));
        } catch (DataException e) {
            assertTrue(e.getMessage().contains(file.toString()), e::getMessage);
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(format + ", " + damage, e);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aPipeIsNotWaitedFor(Format format) throws IOException {
        Path pipe = folder.resolve("pipe");
        Files.deleteIfExists(pipe);
        SpecialFiles.pipe(folder);
        String message = assertThrows(DataException.class, () -> format.reader.apply(pipe))
                .getMessage();
        assertTrue(message.contains(pipe + ": cannot be read: it is a pipe"), message);
    }
}
