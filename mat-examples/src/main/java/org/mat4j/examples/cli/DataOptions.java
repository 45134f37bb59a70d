package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.dataset.DataSource;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.dataset.KnownDataset;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.download.DownloadListener;
import org.mat4j.data.example.Examples;
import org.mat4j.data.table.Columns;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentData;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which data, and where it lies. */
final class DataOptions {

    private static final ImageDataset DEFAULT_DATASET = ImageDataset.SAMPLE;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = {
                "One of ${bundle:choices.ImageDataset}. The sample, 5,000 + 1,000 digits of MNIST, is embedded and the default.",
            })
    ImageDataset dataset;

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "One's own data: a table NAME.csv, an array NAME.npy or an IDX file with --labels-file, a folder with a folder "
                            + "of pictures for each class; or with --dataset the folder with its files as published: the four IDX files, packed (.gz) or not "
                            + "(mnist, fashion-mnist); data_batch_1.bin to data_batch_5.bin and test_batch.bin, or the folder "
                            + "cifar-10-batches-bin that holds them (cifar10); train.bin and test.bin, or the folder cifar-100-binary that holds "
                            + "them (cifar100 by 100 classes, cifar100-coarse by 20); train_32x32.mat and test_32x32.mat (svhn). "
                            + "Default: DL4J's cache, ~/.deeplearning4j/data/MNIST, FASHION_MNIST, CIFAR_10, CIFAR_100 or SVHN.")
    Path directory;

    @Option(
            names = "--download",
            description =
                    "Fetch missing files of the dataset into that folder first (11 MB for MNIST, 30 MB for "
                            + "Fashion-MNIST, 170 MB for CIFAR-10, 169 MB for CIFAR-100, 246 MB for SVHN and 1.3 GB for its extra images).")
    boolean download;

    @Option(
            names = "--svhn-extra",
            description =
                    "Train on the 531,131 extra images of svhn too, in extra_32x32.mat; they take 1.6 GB of Java's "
                            + "memory once, and as much again while the validation examples are drawn. The test part has none.")
    boolean svhnExtra;

    @ArgGroup(validate = false, heading = "%nOne's own data%n")
    private OwnDataOptions own = new OwnDataOptions();

    private Optional<TrainedModel> model = Optional.empty();
    private DataSource source;

    /** Takes examples of one's own as models do: rows by the columns of a table, images of their size, classes by name. */
    void readFor(List<TrainedModel> models) {
        long kinds = models.stream()
                .map(each -> each.attachment(Columns.ATTACHMENT).map(Columns::fromJson))
                .distinct()
                .count();
        Checks.require(kinds <= 1, "number of models with different columns", kinds, "models of one table");
        model = models.stream().findFirst();
        source = null;
    }

    /** The dataset that was named, or the default one. */
    private ImageDataset known() {
        return dataset == null ? DEFAULT_DATASET : dataset;
    }

    /** Whether it lies in files of one's own. */
    boolean isOwn() {
        return dataset == null && (directory != null || own.any());
    }

    /** Where the data comes from; files of one's own are read once. An option that would have no effect is refused. */
    DataSource source(Given given) {
        if (source == null) {
            source = isOwn() ? ofOwnFiles(given) : ofDataset(given);
        }
        return source;
    }

    private DataSource ofOwnFiles(Given given) {
        given.require(false, "on one's own data; with --dataset NAME it is fetched", "--download")
                .require(false, "without --dataset svhn", "--svhn-extra");
        given.require(
                directory != null || own.isTestGiven(), "without --data, which it is about", OwnDataOptions.NAMES);
        return own.source(Optional.ofNullable(directory), model, given);
    }

    private KnownDataset ofDataset(Given given) {
        String name = "the dataset '" + known().id() + "'";
        given.require(false, "on " + name + ", which is known", OwnDataOptions.NAMES)
                .require(known().hasExtraData(), "on " + name + ", which has no extra images", "--svhn-extra")
                .require(!known().isEmbedded(), "on " + name + ", which is embedded", "--data", "--download");
        return new KnownDataset(known(), Optional.ofNullable(directory), svhnExtra ? Extra.INCLUDED : Extra.EXCLUDED);
    }

    /** All of the data. */
    DataSelection selection(Given given) {
        return DataSelection.of(source(given));
    }

    /** Fetches what is missing, if that was asked for. */
    void fetch(BaseCommand command) {
        if (!download) {
            return;
        }
        DatasetDownloader downloader = DatasetDownloader.defaults().withListener(new Log(command));
        List<Path> fetched = downloader.download(
                known(),
                directory == null ? known().defaultDirectory() : directory,
                svhnExtra ? Extra.INCLUDED : Extra.EXCLUDED);
        if (fetched.isEmpty()) {
            command.info("all files of " + known().title() + " are there already");
        }
    }

    /** The test part, fetched if that was asked for. */
    Examples loadTest(BaseCommand command) {
        DataSelection selection = command.asked(() -> selection(command.given()));
        fetch(command);
        return ExperimentData.load(selection, Part.TEST);
    }

    /** The training part, after {@link #loadTest}. */
    Examples loadTraining(BaseCommand command) {
        return ExperimentData.load(selection(command.given()), Part.TRAIN);
    }

    /** The message of missing data with the options that help. */
    Optional<String> advice(Throwable error) {
        return error instanceof MissingDataException
                ? Optional.of("Options: --data DIR, --download, or --dataset " + DEFAULT_DATASET.id()
                        + ", which needs no files.")
                : Optional.empty();
    }

    private static final class Log implements DownloadListener {

        private static final int STEP_PERCENT = 25;

        private final BaseCommand command;
        private long nextPercent;
        private String current = "";

        Log(BaseCommand command) {
            this.command = command;
        }

        @Override
        public void progress(String file, long received, long total) {
            if (!file.equals(current)) {
                current = file;
                nextPercent = 0;
            }
            if (total > 0 && 100 * received / total >= nextPercent) {
                command.info("downloading " + file + ": " + 100 * received / total + " % of " + total / 1000 + " kB");
                nextPercent = 100 * received / total + STEP_PERCENT;
            }
        }

        @Override
        public void failed(String file, String reason) {
            command.warning("downloading " + file + " failed, trying again: " + reason);
        }
    }
}
