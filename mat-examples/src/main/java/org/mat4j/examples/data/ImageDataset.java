package org.mat4j.examples.data;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.common.resources.DL4JResources;
import org.deeplearning4j.common.resources.ResourceType;

/** The datasets that the examples know. All have gray images of 28 x 28 pixels in ten classes. */
public enum ImageDataset {
    /**
     * The MNIST database of handwritten digits: 60,000 training and 10,000 test images. Y. LeCun, C. Cortes, C. J. C.
     * Burges; CC BY-SA 3.0.
     */
    MNIST(
            "mnist",
            "MNIST",
            "MNIST",
            files(
                    "",
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
            "FASHION_MNIST",
            files(
                    "",
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),

    /** 5,000 training and 1,000 test images of MNIST, as many of every class, among the resources: needs no file. */
    SAMPLE(
            "sample",
            "Embedded sample of MNIST",
            "",
            files(
                    "sample-",
                    "307092a260ebd448511f0fb8f57d7754d4e8ef7f7bf264ff64229cf7185de456",
                    "0aeb4beab55c827f0f89ff0e9c2850782a26e46dc553ed72706375a22afd94b0",
                    "dbd26d6bbe23286a8054b27a97a8fef19acfc78d2e4e8a812f1d3f80e89a54da",
                    "6b51d5153a3d78d6bafaed7ad4cf0b0c2f2af53ffc994b74601503884005d90f"));

    /** The number of classes of each of these datasets. */
    public static final int CLASS_COUNT = 10;

    /** The shape of the images of each of these datasets. */
    public static final ImageShape SHAPE = new ImageShape(28, 28, 1);

    private final String id;
    private final String title;
    private final String cacheName;
    private final List<DataFile> files;
    private final List<URI> mirrors;

    ImageDataset(String id, String title, String cacheName, List<DataFile> files, String... mirrors) {
        this.id = id;
        this.title = title;
        this.cacheName = cacheName;
        this.files = files;
        this.mirrors = List.of(mirrors).stream().map(URI::create).toList();
    }

    private static List<DataFile> files(
            String prefix, String trainImages, String trainLabels, String testImages, String testLabels) {
        return List.of(
                new DataFile(prefix + "train-images", "idx3-ubyte", trainImages),
                new DataFile(prefix + "train-labels", "idx1-ubyte", trainLabels),
                new DataFile(prefix + "t10k-images", "idx3-ubyte", testImages),
                new DataFile(prefix + "t10k-labels", "idx1-ubyte", testLabels));
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

    /** {@return its four files: training images and labels, test images and labels} */
    public List<DataFile> files() {
        return files;
    }

    /**
     * @param part training or test
     * @return the file with that part's images
     */
    public DataFile images(DataPart part) {
        return files.get(part == DataPart.TRAIN ? 0 : 2);
    }

    /**
     * @param part training or test
     * @return the file with that part's labels
     */
    public DataFile labels(DataPart part) {
        return files.get(part == DataPart.TRAIN ? 1 : 3);
    }

    /** {@return the folders on public servers that hold the files, best first; empty for the embedded sample} */
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

    void requireFiles() {
        if (isEmbedded()) {
            throw new UnsupportedOperationException(
                    "the dataset 'sample' is embedded: it has no folder and no download");
        }
    }
}
