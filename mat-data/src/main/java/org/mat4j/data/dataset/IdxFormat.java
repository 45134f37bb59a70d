package org.mat4j.data.dataset;

import java.util.List;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.format.IdxFile;
import org.mat4j.data.format.IdxSource;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.Provenance;
import org.mat4j.data.image.Verification;

/** The four files of MNIST and its like: images and labels of each part. */
final class IdxFormat implements DatasetFormat {
    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final int CLASS_COUNT = 10;

    private final List<DataFile> train;
    private final List<DataFile> test;

    /**
     * @param prefix of the files' names
     * @param train  the SHA-256 of the training part's images and labels
     * @param test   the SHA-256 of the test part's images and labels
     */
    IdxFormat(String prefix, Sums train, Sums test) {
        this.train = pair(prefix + "train", train);
        this.test = pair(prefix + "t10k", test);
    }

    /** The SHA-256 of decompressed images and labels, in hexadecimal digits. */
    record Sums(String images, String labels) {}

    private static List<DataFile> pair(String stem, Sums sums) {
        return List.of(
                DataFile.compressed(stem + "-images", "idx3-ubyte", Checksum.sha256(sums.images())),
                DataFile.compressed(stem + "-labels", "idx1-ubyte", Checksum.sha256(sums.labels())));
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public int classCount() {
        return CLASS_COUNT;
    }

    @Override
    public List<DataFile> files(DataPart part, ExtraData extra) {
        return part == DataPart.TRAIN ? train : test;
    }

    @Override
    public ImageData read(LoadRequest request) {
        List<DataFile> files = files(request.part(), request.extra());
        IdxSource imageSource = source(request, files.get(0));
        IdxSource labelSource = source(request, files.get(1));
        IdxFile.Images images = IdxFile.readImages(imageSource);
        IdxFile.Labels labels = IdxFile.readLabels(labelSource, CLASS_COUNT);
        requireShape(imageSource, images);
        IdxFile.requireSameCount(imageSource, images, labelSource, labels);
        boolean official = request.isOfficial(files.get(0), imageSource.name(), images.checksum())
                & request.isOfficial(files.get(1), labelSource.name(), labels.checksum());
        Provenance provenance = request.provenance(
                request.dataset().isEmbedded() ? "embedded" : imageSource.name() + ", " + labelSource.name(),
                IdxFile.checksums(images, labels),
                official ? Verification.VERIFIED : Verification.UNRECOGNIZED,
                List.of());
        return request.data(images.pixels(), labels.values(), provenance);
    }

    private static IdxSource source(LoadRequest request, DataFile file) {
        return request.dataset().isEmbedded()
                ? IdxSource.ofResource(IdxFormat.class, file.name())
                : IdxSource.of(request.find(file));
    }

    private static void requireShape(IdxSource source, IdxFile.Images images) {
        if (images.height() != SHAPE.height() || images.width() != SHAPE.width()) {
            throw new InvalidDataException(
                    source.name(),
                    "images of " + SHAPE.height() + " x " + SHAPE.width() + " pixels",
                    images.height() + " x " + images.width());
        }
    }
}
