package org.mat4j.data.dataset;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.common.resources.DL4JResources;
import org.deeplearning4j.common.resources.ResourceType;
import org.mat4j.core.check.Checks;
import org.mat4j.data.image.ImageShape;

/**
 * The known data sets. Each names its classes and has an {@link #epsilon()} of its own; {@link Datasets} loads them,
 * and {@link org.mat4j.data.download.DatasetDownloader} fetches their files.
 */
public enum ImageDataset {
    /**
     * The MNIST database of handwritten digits: 60,000 training and 10,000 test images. Y. LeCun, C. Cortes, C. J. C.
     * Burges; CC BY-SA 3.0.
     */
    MNIST(
            "mnist",
            "MNIST",
            DatasetFiles.DIGITS,
            DatasetFiles.idx(
                    "",
                    "MNIST/raw",
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/"),

    /**
     * Fashion-MNIST: 60,000 training and 10,000 test images of articles of clothing. H. Xiao, K. Rasul, R. Vollgraf,
     * arXiv:1708.07747; MIT licence.
     */
    FASHION_MNIST(
            "fashion-mnist",
            "Fashion-MNIST",
            "T-shirt/top, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle boot",
            DatasetFiles.idx(
                    "",
                    "FashionMNIST/raw",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),

    /**
     * CIFAR-10: 50,000 training and 10,000 test images of animals and vehicles, 32 x 32 pixels in color. A. Krizhevsky,
     * "Learning Multiple Layers of Outputs from Tiny Images", 2009.
     */
    CIFAR_10(
            "cifar10",
            "CIFAR-10",
            "airplane, automobile, bird, cat, deer, dog, frog, horse, ship, truck",
            DatasetFiles.cifar10(),
            "https://www.cs.toronto.edu/~kriz/"),

    /**
     * CIFAR-100: 50,000 training and 10,000 test images of 100 kinds of things, 32 x 32 pixels in color. A. Krizhevsky, as
     * above.
     */
    CIFAR_100(
            "cifar100",
            "CIFAR-100",
            Cifar100Classes.FINE,
            DatasetFiles.cifar100(DatasetFiles.Layout.CIFAR_100_FINE),
            "https://www.cs.toronto.edu/~kriz/"),

    /** The images of {@link #CIFAR_100}, in the same files, by their 20 superclasses, of five kinds each. */
    CIFAR_100_COARSE(
            "cifar100-coarse",
            "CIFAR-100 (superclasses)",
            Cifar100Classes.COARSE,
            DatasetFiles.cifar100(DatasetFiles.Layout.CIFAR_100_COARSE),
            "https://www.cs.toronto.edu/~kriz/"),

    /**
     * The Street View House Numbers, cropped digits: 73,257 training and 26,032 test images, 32 x 32 pixels in color,
     * and 531,131 {@linkplain Extra extra} ones, which are easier. Y. Netzer and others, 2011; for non-commercial use
     * only.
     */
    SVHN("svhn", "SVHN", DatasetFiles.DIGITS, DatasetFiles.svhn(), "http://ufldl.stanford.edu/housenumbers/"),

    /** 5,000 training and 1,000 test images of MNIST, as many of every class, among the resources: needs no file. */
    SAMPLE(
            "sample",
            "Embedded sample of MNIST",
            DatasetFiles.DIGITS,
            DatasetFiles.idx(
                    "sample-",
                    "",
                    "307092a260ebd448511f0fb8f57d7754d4e8ef7f7bf264ff64229cf7185de456",
                    "0aeb4beab55c827f0f89ff0e9c2850782a26e46dc553ed72706375a22afd94b0",
                    "dbd26d6bbe23286a8054b27a97a8fef19acfc78d2e4e8a812f1d3f80e89a54da",
                    "6b51d5153a3d78d6bafaed7ad4cf0b0c2f2af53ffc994b74601503884005d90f"));

    /** The two parts that a data set is published in. */
    public enum Part {
        /** To train on, and to draw validation data from. */
        TRAIN,
        /** To report the error on, and for nothing else. */
        TEST
    }

    /** Whether the training part includes the images that a data set publishes beside it, as SVHN does. */
    public enum Extra {
        /** It does not. */
        EXCLUDED,
        /** It does; the data set must {@linkplain ImageDataset#hasExtraData() have them}. */
        INCLUDED
    }

    private final String id;
    private final String title;
    private final List<String> classNames;
    private final DatasetFiles published;
    private final List<URI> mirrors;

    ImageDataset(String id, String title, String classNames, DatasetFiles published, String... mirrors) {
        this.id = id;
        this.title = title;
        this.classNames = List.of(classNames.split(", "));
        this.published = published;
        this.mirrors = Stream.of(mirrors).map(URI::create).toList();
    }

    /** {@return the data set of an {@link #id()}; empty if there is none} */
    public static Optional<ImageDataset> find(String id) {
        return Stream.of(values()).filter(dataset -> dataset.id.equals(id)).findFirst();
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
        return published.shape();
    }

    /** {@return the names of the classes, by label} */
    public List<String> classNames() {
        return classNames;
    }

    /** {@return the number of classes} */
    public int classCount() {
        return classNames.size();
    }

    /** The size of training's perturbation where none is named: an L2 norm over an image's values in [0, 1]. */
    public double epsilon() {
        return 2;
    }

    /** {@return whether it has images that can be {@linkplain Extra added} to the training part} */
    public boolean hasExtraData() {
        return !published.extra().isEmpty();
    }

    /** The files of a part, without extra ones, in the order of their images; those of the labels come last. */
    public List<DataFile> files(Part part) {
        return published.of(part, Extra.EXCLUDED);
    }

    /**
     * The files of both parts, training first.
     *
     * @throws UnsupportedOperationException for the embedded sample
     * @throws IllegalArgumentException if there are no extra files and they are asked for
     */
    public List<DataFile> files(Extra extra) {
        requireFiles();
        requireExtra(extra);
        return Stream.of(Part.values())
                .flatMap(part -> published.of(part, extra).stream())
                .toList();
    }

    /** {@return the archive that the files are offered in; empty if each is offered on its own} */
    public Optional<DataFile> archive() {
        return published.archive();
    }

    DatasetFiles published() {
        return published;
    }

    /** {@return the folders on public servers that hold the files or their archive, best first; none for the sample} */
    public List<URI> mirrors() {
        return mirrors;
    }

    /**
     * The folder for this data set in DL4J's cache, {@code ~/.deeplearning4j/data/NAME} unless DL4J's system property
     * {@code org.deeplearning4j.resources.directory} moves it. A download goes there; it is not created here.
     *
     * @throws UnsupportedOperationException for the embedded sample
     */
    public Path defaultDirectory() {
        requireFiles();
        // DL4JResources.getDirectory would create the folder.
        File data = new File(DL4JResources.getBaseDirectory(), ResourceType.DATASET.resourceName());
        return data.toPath().resolve(this == CIFAR_100_COARSE ? CIFAR_100.name() : name());
    }

    /**
     * The folders that are searched where none is named: {@link #defaultDirectory()}, and for MNIST then DL4J's cache
     * itself, since MnistDataSetIterator of 1.0.0-M2.1 keeps the files there.
     *
     * @throws UnsupportedOperationException for the embedded sample
     */
    public List<Path> defaultDirectories() {
        Path own = defaultDirectory();
        return this == MNIST ? List.of(own, DL4JResources.getBaseDirectory().toPath()) : List.of(own);
    }

    void requireFiles() {
        if (isEmbedded()) {
            throw new UnsupportedOperationException(
                    "the data set 'sample' is embedded: it has no folder and no download");
        }
    }

    void requireExtra(Extra extra) {
        Checks.require(
                extra == Extra.EXCLUDED || hasExtraData(), "the data set with extra images", "'" + id + "'", "'svhn'");
    }
}
