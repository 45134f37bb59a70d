package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.format.Cifar10File;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/**
 * The binary version of CIFAR-10: five training files and a test file. A folder may hold some of the training files
 * only.
 */
final class Cifar10Format implements DatasetFormat {
    private static final String FOLDER = "cifar-10-batches-bin";

    private static final RemoteFile ARCHIVE = new RemoteFile(
            "cifar-10-binary.tar.gz", Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530"), RemoteFile.Covers.STORED_BYTES);

    // The checksums of the files in the archive are those that Apache MXNet publishes.
    private static final List<DataFile> TRAIN = List.of(
            file("data_batch_1.bin", "aadd24acce27caa71bf4b10992e9e7b2d74c2540"),
            file("data_batch_2.bin", "c0ba65cce70568cd57b4e03e9ac8d2a5367c1795"),
            file("data_batch_3.bin", "1dd00a74ab1d17a6e7d73e185b69dbf31242f295"),
            file("data_batch_4.bin", "aab85764eb3584312d3c7f65fd2fd016e36a258e"),
            file("data_batch_5.bin", "26e2849e66a845b7f1e4614ae70f4889ae604628"));

    private static final List<DataFile> TEST =
            List.of(file("test_batch.bin", "67eb016db431130d61cd03c7ad570b013799c88c"));

    private static DataFile file(String name, String sha1) {
        return new DataFile(name, List.of(name, FOLDER + "/" + name), Checksum.sha1(sha1));
    }

    @Override
    public ImageShape shape() {
        return Cifar10File.SHAPE;
    }

    @Override
    public int classCount() {
        return Cifar10File.CLASS_COUNT;
    }

    @Override
    public List<DataFile> files(DataPart part, ExtraData extra) {
        return part == DataPart.TRAIN ? TRAIN : TEST;
    }

    @Override
    public Optional<RemoteFile> archive() {
        return Optional.of(ARCHIVE);
    }

    @Override
    public List<DataFile> missing(DataPart part, ExtraData extra, Path directory) {
        List<DataFile> files = files(part, extra);
        return files.stream().anyMatch(file -> file.findIn(directory).isPresent()) ? List.of() : files;
    }

    @Override
    public ImageData read(LoadRequest request) {
        Path directory = request.directory().orElseThrow();
        Map<Boolean, List<DataFile>> files = files(request.part(), request.extra()).stream()
                .collect(
                        Collectors.partitioningBy(file -> file.findIn(directory).isPresent()));
        return ImageFiles.read(request, files.get(true), Cifar10File::open, notes(request, files.get(false)));
    }

    private static List<String> notes(LoadRequest request, List<DataFile> absent) {
        if (absent.isEmpty()) {
            return List.of();
        }
        String names = absent.stream().map(DataFile::name).collect(Collectors.joining(", "));
        String title = request.dataset().title();
        request.warnings()
                .accept(request.directory().orElseThrow() + ": " + names + " not found. The other training files of "
                        + title + " are used; results on them are not results on " + title + ".");
        return List.of("without " + names);
    }
}
