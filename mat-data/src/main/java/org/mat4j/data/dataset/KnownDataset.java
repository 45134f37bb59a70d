package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mat4j.core.check.Checks;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.image.ImageData;

/**
 * A known data set, in its default place or a folder.
 *
 * @param dataset which
 * @param directory the folder of its files; empty for the default folders, and for the embedded sample
 * @param extra whether the training part includes the data set's extra images, if it has any
 */
public record KnownDataset(ImageDataset dataset, Optional<Path> directory, Extra extra) implements DataSource {

    /** Checks the values. */
    public KnownDataset {
        Objects.requireNonNull(extra, "extra");
        String name = "'" + dataset.id() + "'";
        directory.ifPresent(folder -> Checks.require(
                !dataset.isEmbedded(), "folder of the data", folder, "none: the dataset " + name + " is embedded"));
        Checks.require(
                extra == Extra.EXCLUDED || dataset.hasExtraData(),
                "dataset",
                name,
                "one that has extra images, such as 'svhn', since they are asked for");
    }

    /** A data set in its default place, without extra images. */
    public KnownDataset(ImageDataset dataset) {
        this(dataset, Optional.empty(), Extra.EXCLUDED);
    }

    @Override
    public String id() {
        return dataset.id();
    }

    @Override
    public String title() {
        return dataset.title();
    }

    @Override
    public long[] inputShape() {
        return dataset.shape().toArray();
    }

    @Override
    public List<String> classNames() {
        return dataset.classNames();
    }

    @Override
    public OptionalDouble epsilon() {
        return OptionalDouble.of(dataset.epsilon());
    }

    @Override
    public ImageData load(Part part) {
        return Datasets.load(dataset, part, extra, directory);
    }
}
