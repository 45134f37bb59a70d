package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.mat4j.core.check.Checks;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.dataset.ImageDataset;
import org.mat4j.data.dataset.ImageDataset.Extra;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.download.DatasetDownloader;
import org.mat4j.data.download.DownloadListener;
import org.mat4j.data.image.ImageData;
import org.mat4j.lab.experiment.DataSelection;
import org.mat4j.lab.experiment.ExperimentData;
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
    ImageDataset dataset = DEFAULT_DATASET;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with the dataset's files as published: the four IDX files, packed (.gz) or not "
                    + "(mnist, fashion-mnist); data_batch_1.bin to data_batch_5.bin and test_batch.bin, or the folder "
                    + "cifar-10-batches-bin that holds them (cifar10); train_32x32.mat and test_32x32.mat (svhn). "
                    + "Default: DL4J's cache, ~/.deeplearning4j/data/MNIST, FASHION_MNIST, CIFAR_10 or SVHN.")
    Path directory;

    @Option(
            names = "--download",
            description = "Fetch missing files of the dataset into that folder first (11 MB for MNIST, 30 MB for "
                    + "Fashion-MNIST, 170 MB for CIFAR-10, 246 MB for SVHN and 1.3 GB for its extra images).")
    boolean download;

    @Option(
            names = "--svhn-extra",
            description =
                    "Train on the 531,131 extra images of svhn too, in extra_32x32.mat; they take 1.6 GB of Java's "
                            + "memory once, and as much again while the validation examples are drawn. The test part has none.")
    boolean svhnExtra;

    /** The whole dataset, from the folder given; an option that would have no effect is refused. */
    DataSelection selection() {
        Checks.require(
                !svhnExtra || dataset.hasExtraData(),
                "--svhn-extra",
                "given",
                "none, since the dataset '" + dataset.id() + "' has no extra images");
        Checks.require(
                !dataset.isEmbedded() || directory == null && !download,
                directory != null ? "--data" : "--download",
                directory != null ? directory : "given",
                "none, since the dataset '" + dataset.id() + "' is embedded");
        DataSelection selection = DataSelection.of(dataset);
        selection = svhnExtra ? selection.withExtraData() : selection;
        return directory == null ? selection : selection.in(directory);
    }

    /** Fetches what is missing, if that was asked for. */
    void fetch(BaseCommand command) {
        if (!download) {
            return;
        }
        DatasetDownloader downloader = DatasetDownloader.defaults().withListener(new Log(command));
        List<Path> fetched = downloader.download(
                dataset,
                directory == null ? dataset.defaultDirectory() : directory,
                svhnExtra ? Extra.INCLUDED : Extra.EXCLUDED);
        if (fetched.isEmpty()) {
            command.info("all files of " + dataset.title() + " are there already");
        }
    }

    /** The test part, fetched if that was asked for. */
    ImageData loadTest(BaseCommand command) {
        DataSelection selection = command.asked(this::selection);
        fetch(command);
        return ExperimentData.load(selection, Part.TEST);
    }

    /** The training part, after {@link #loadTest}. */
    ImageData loadTraining() {
        return ExperimentData.load(selection(), Part.TRAIN);
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
