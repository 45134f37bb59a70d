package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mat4j.data.Checksum;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.format.CifarFile;
import org.mat4j.data.format.CifarFile.Labels;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.format.SvhnFile;
import org.mat4j.data.format.TarFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/**
 * Which files a data set consists of, in the order of their images, and how they are read.
 *
 * @param extra belong to the training part
 * @param archive that the files are offered in; empty if each is offered on its own
 */
record DatasetFiles(
        Layout layout,
        ImageShape shape,
        List<DataFile> train,
        List<DataFile> test,
        List<DataFile> extra,
        Optional<DataFile> archive) {

    /** How the files are to be read. */
    enum Layout {
        IDX,
        CIFAR_10,
        CIFAR_100_COARSE,
        CIFAR_100_FINE,
        SVHN
    }

    static final String DIGITS = "0, 1, 2, 3, 4, 5, 6, 7, 8, 9";

    private static final ImageShape COLOR = new ImageShape(32, 32, 3);

    /**
     * The four files of MNIST and its like.
     *
     * @param prefix of the files' names
     * @param torchvision the folder below its root in which torchvision keeps the files; empty if it does not
     * @param sums the SHA-256 of the decompressed images and labels to train on, then of those to test with
     */
    static DatasetFiles idx(String prefix, String torchvision, String... sums) {
        return new DatasetFiles(
                Layout.IDX,
                new ImageShape(28, 28, 1),
                idxPair(prefix + "train", torchvision, sums[0], sums[1]),
                idxPair(prefix + "t10k", torchvision, sums[2], sums[3]),
                List.of(),
                Optional.empty());
    }

    private static List<DataFile> idxPair(String stem, String torchvision, String images, String labels) {
        return List.of(
                DataFile.compressed(stem + "-images", "idx3-ubyte", images).alsoIn(torchvision),
                DataFile.compressed(stem + "-labels", "idx1-ubyte", labels).alsoIn(torchvision));
    }

    /** The binary version of CIFAR-10. The checksums of the archive's files are those that Apache MXNet publishes. */
    static DatasetFiles cifar10() {
        return new DatasetFiles(
                Layout.CIFAR_10,
                COLOR,
                List.of(
                        cifar("cifar-10-batches-bin", "data_batch_1.bin", "aadd24acce27caa71bf4b10992e9e7b2d74c2540"),
                        cifar("cifar-10-batches-bin", "data_batch_2.bin", "c0ba65cce70568cd57b4e03e9ac8d2a5367c1795"),
                        cifar("cifar-10-batches-bin", "data_batch_3.bin", "1dd00a74ab1d17a6e7d73e185b69dbf31242f295"),
                        cifar("cifar-10-batches-bin", "data_batch_4.bin", "aab85764eb3584312d3c7f65fd2fd016e36a258e"),
                        cifar("cifar-10-batches-bin", "data_batch_5.bin", "26e2849e66a845b7f1e4614ae70f4889ae604628")),
                List.of(cifar("cifar-10-batches-bin", "test_batch.bin", "67eb016db431130d61cd03c7ad570b013799c88c")),
                List.of(),
                Optional.of(md5("cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530")));
    }

    /** The binary version of CIFAR-100. The checksums of the archive's files are those that Apache MXNet publishes. */
    static DatasetFiles cifar100(Layout layout) {
        return new DatasetFiles(
                layout,
                COLOR,
                List.of(cifar("cifar-100-binary", "train.bin", "e207cd2e05b73b1393c74c7f5e7bea451d63e08e")),
                List.of(cifar("cifar-100-binary", "test.bin", "8fb6623e830365ff53cf14adec797474f5478006")),
                List.of(),
                Optional.of(md5("cifar-100-binary.tar.gz", "03b5dce01913d631647c71ecec9e9cb8")));
    }

    private static DataFile cifar(String folder, String name, String sha1) {
        return DataFile.plain(new Checksum(Checksum.Algorithm.SHA_1, sha1), name, folder + "/" + name);
    }

    /** The cropped digits of SVHN. */
    static DatasetFiles svhn() {
        return new DatasetFiles(
                Layout.SVHN,
                COLOR,
                List.of(md5("train_32x32.mat", "e26dedcc434d2e4c54c9b2d4a06d8373")),
                List.of(md5("test_32x32.mat", "eb5a983be6a315427106f1b164d9cef3")),
                List.of(md5("extra_32x32.mat", "a93ce644f1a588dc4d68dda5feec44a7")),
                Optional.empty());
    }

    private static DataFile md5(String name, String md5) {
        return DataFile.plain(new Checksum(Checksum.Algorithm.MD5, md5), name);
    }

    /** Every file that a part is published in. */
    List<DataFile> of(Part part, Extra more) {
        if (part == Part.TEST) {
            return test;
        }
        return more == Extra.EXCLUDED
                ? train
                : Stream.concat(train.stream(), extra.stream()).toList();
    }

    /** Those files of a part that a folder has. */
    Map<DataFile, Path> find(Part part, Extra more, Path directory) {
        Map<DataFile, Path> found = new LinkedHashMap<>();
        of(part, more).forEach(file -> file.findIn(directory).ifPresent(path -> found.put(file, path)));
        return found;
    }

    /** The files that a folder lacks so that the part cannot be read from it; empty if it can. */
    List<DataFile> missing(Part part, Extra more, Path directory) {
        List<DataFile> all = of(part, more);
        List<DataFile> missing =
                all.stream().filter(file -> file.findIn(directory).isEmpty()).toList();
        // Some of CIFAR-10's files are a part, too.
        return layout == Layout.CIFAR_10 && missing.size() < all.size() ? List.of() : missing;
    }

    /** The archive of a folder that has it as it was offered and none of its files beside it: some may be wanted alone. */
    Optional<Path> packed(Path directory) {
        return Stream.concat(train.stream(), test.stream())
                        .anyMatch(file -> file.findIn(directory).isPresent())
                ? Optional.empty()
                : archive.flatMap(file -> file.findIn(directory));
    }

    /** Unpacks such an archive, which stays; gives the files. */
    List<Path> unpack(Path directory) {
        List<String> names =
                Stream.concat(train.stream(), test.stream()).map(DataFile::name).toList();
        return packed(directory)
                .map(file -> TarFile.unpack(file, names, directory))
                .orElse(List.of());
    }

    /** Reads files of a part of which nothing is missing. */
    ImageData read(List<Path> files, int classCount) {
        return switch (layout) {
            case IDX -> IdxFile.read(files.get(0), files.get(1), classCount);
            case CIFAR_10 -> CifarFile.read(Labels.CIFAR_10, files);
            case CIFAR_100_COARSE -> CifarFile.read(Labels.CIFAR_100_COARSE, files);
            case CIFAR_100_FINE -> CifarFile.read(Labels.CIFAR_100_FINE, files);
            case SVHN -> SvhnFile.read(files);
        };
    }
}
