package org.mat4j.data.dataset;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.common.resources.DL4JResources;
import org.deeplearning4j.common.resources.ResourceType;
import org.mat4j.data.image.ImageShape;

/** The datasets that the examples know. */
public enum ImageDataset {
    /**
     * The MNIST database of handwritten digits: 60,000 training and 10,000 test images. Y. LeCun, C. Cortes, C. J. C.
     * Burges; CC BY-SA 3.0.
     */
    MNIST(
            "mnist",
            "MNIST",
            "MNIST",
            new IdxFormat(
                    "",
                    new IdxFormat.Sums(
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    new IdxFormat.Sums(
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/"),

    /**
     * Fashion-MNIST: 60,000 training and 10,000 test images of articles of clothing. H. Xiao, K. Rasul, R. Vollgraf,
     * arXiv:1708.07747; MIT licence.
     */
    FASHION_MNIST(
            "fashion-mnist",
            "Fashion-MNIST",
            "FASHION_MNIST",
            new IdxFormat(
                    "",
                    new IdxFormat.Sums(
                            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
                    new IdxFormat.Sums(
                            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")),
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),

    /**
     * CIFAR-10: 50,000 training and 10,000 test images of animals and vehicles, 32 x 32 pixels in color. A. Krizhevsky,
     * "Learning Multiple Layers of Outputs from Tiny Images", 2009.
     */
    CIFAR_10("cifar10", "CIFAR-10", "CIFAR_10", new Cifar10Format(), "https://www.cs.toronto.edu/~kriz/"),

    /**
     * The Street View House Numbers, cropped digits: 73,257 training and 26,032 test images, 32 x 32 pixels in color,
     * and 531,131 {@linkplain ExtraData extra} ones, which are easier. Y. Netzer and others, 2011; for non-commercial use
     * only.
     */
    SVHN("svhn", "SVHN", "SVHN", new SvhnFormat(), "http://ufldl.stanford.edu/housenumbers/"),

    /** 5,000 training and 1,000 test images of MNIST, as many of every class, among the resources: needs no file. */
    SAMPLE(
            "sample",
            "Embedded sample of MNIST",
            "",
            new IdxFormat(
                    "sample-",
                    new IdxFormat.Sums(
                            "307092a260ebd448511f0fb8f57d7754d4e8ef7f7bf264ff64229cf7185de456",
                            "0aeb4beab55c827f0f89ff0e9c2850782a26e46dc553ed72706375a22afd94b0"),
                    new IdxFormat.Sums(
                            "dbd26d6bbe23286a8054b27a97a8fef19acfc78d2e4e8a812f1d3f80e89a54da",
                            "6b51d5153a3d78d6bafaed7ad4cf0b0c2f2af53ffc994b74601503884005d90f")));

    private final String id;
    private final String title;
    private final String cacheName;
    private final DatasetFormat format;
    private final List<URI> mirrors;

    ImageDataset(String id, String title, String cacheName, DatasetFormat format, String... mirrors) {
        this.id = id;
        this.title = title;
        this.cacheName = cacheName;
        this.format = format;
        this.mirrors = List.of(mirrors).stream().map(URI::create).toList();
    }

    /** {@return the name for command lines, such as {@code fashion-mnist}} */
    public String id() {
        return id;
    }

    /** {@return the name for people, such as {@code Fashion-MNIST}} */
    public String title() {
        return title;
    }

    /** {@return whether it is among the resources, and neither read from a folder nor downloaded} */
    public boolean isEmbedded() {
        return this == SAMPLE;
    }

    /** {@return the shape of one image} */
    public ImageShape shape() {
        return format.shape();
    }

    /** {@return the number of classes} */
    public int classCount() {
        return format.classCount();
    }

    /** {@return whether it has images that can be {@linkplain ExtraData added} to the training part} */
    public boolean hasExtraData() {
        return format.hasExtraData();
    }

    /**
     * The files of a part, without extra ones.
     *
     * @param part training or test
     * @return the files in the order of their images; for MNIST and its like the images, then the labels
     */
    public List<DataFile> files(DataPart part) {
        return format.files(part, ExtraData.EXCLUDED);
    }

    /** {@return the files of both parts, without extra ones} */
    public List<DataFile> files() {
        return files(ExtraData.EXCLUDED);
    }

    public List<DataFile> files(ExtraData extra) {
        return Stream.of(DataPart.values())
                .flatMap(part -> format.files(part, extra).stream())
                .toList();
    }

    public DatasetFormat format() {
        return format;
    }

    /** {@return the folders on public servers that hold the files or their archive, best first; empty for the embedded sample} */
    public List<URI> mirrors() {
        return mirrors;
    }

    /**
     * The folder for this dataset in DL4J's cache, {@code ~/.deeplearning4j/data/NAME} unless DL4J's system property
     * {@code org.deeplearning4j.resources.directory} moves it. A download goes there; it is not created here.
     *
     * @return the folder, which need not exist
     * @throws UnsupportedOperationException for the embedded sample
     */
    public Path defaultDirectory() {
        requireFiles();
        // DL4JResources.getDirectory would create the folder.
        File data = new File(DL4JResources.getBaseDirectory(), ResourceType.DATASET.resourceName());
        return data.toPath().resolve(cacheName);
    }

    /**
     * The folders that are searched where none is named: {@link #defaultDirectory()}, and for MNIST then DL4J's cache
     * itself, since MnistDataSetIterator of 1.0.0-M2.1 keeps the files there.
     *
     * @return the folders in order
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> defaultDirectories() {
        Path own = defaultDirectory();
        return this == MNIST ? List.of(own, DL4JResources.getBaseDirectory().toPath()) : List.of(own);
    }

    public void requireFiles() {
        if (isEmbedded()) {
            throw new UnsupportedOperationException(
                    "the dataset 'sample' is embedded: it has no folder and no download");
        }
    }

    /**
     * @throws IllegalArgumentException if extra images are asked for and there are none
     */
    public void requireExtra(ExtraData extra) {
        if (extra == ExtraData.INCLUDED && !hasExtraData()) {
            throw new IllegalArgumentException("the dataset '" + id + "' has no extra images; expected 'svhn'");
        }
    }
}
