package org.mat4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.mat4j.core.check.Checks;
import org.mat4j.core.model.PredictedExample;
import org.mat4j.core.model.Predictor;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.data.DataException;
import org.mat4j.data.MissingDataException;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.image.PictureFile;
import org.mat4j.data.table.Columns;
import org.mat4j.data.table.CsvTable;
import org.mat4j.data.table.NumpySource;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict}: what a saved model says of pictures or rows of numbers. */
@Command(
        name = PredictCommand.NAME,
        header = "Prints what a saved model says of pictures or rows of numbers.",
        customSynopsis = "mat4j predict --model=FILE [OPTIONS] INPUT...",
        description = {
            "Prints a line for each input: input (the file, and the row of a table), class, probability, foreign (whether "
                    + "its latent is above the threshold that was saved with the model) and score (-log of the latent "
                    + "mixture's density); as JSON also top, the likeliest classes.",
            "",
            "Pictures are converted to the model's size and channels, as 'ood' does."
        },
        footer = {
            "    mat4j predict --model runs/mat/model.zip seven.png more-digits/",
            "    mat4j predict --model runs/table/model.zip --format csv rows.csv",
            "    cat rows.csv | mat4j predict --model runs/table/model.zip -",
        },
        exitCodeList = {
            "0:every input has a line",
            "1:the model or an input is missing or damaged, or does not fit; the lines before it are printed",
            "2:the command line is wrong: an unknown option or value"
        })
final class PredictCommand extends BaseCommand {

    static final String NAME = "predict";

    private static final String STANDARD_INPUT = "-";

    /** How a line is written. */
    enum Format {
        JSON,
        CSV
    }

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.zip that 'train' wrote.")
    private Path model;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Of the lines, one of ${bundle:choices.Format}. Default: json.")
    private Format format = Format.JSON;

    @Option(names = "--top", paramLabel = "K", description = "Classes in a line of JSON, 1 or more. Default: 3.")
    private int top = 3;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description =
                    "Pictures (PNG, JPEG, BMP, GIF); folders, of which all pictures are taken, in the order of their "
                            + "names; arrays of rows (.npy); tables (.csv) with a line of column names, a row per example: of a model of a table its "
                            + "columns by name, in any order, of others one column of numbers per value of the input; or - for "
                            + "such a table on standard input.")
    private List<String> inputs;

    private Optional<Columns> columns = Optional.empty();

    private record Line(
            String input,
            @JsonProperty("class") String predicted,
            double probability,
            boolean foreign,
            double score,
            List<PredictedExample.Ranked> top) {}

    @Override
    public Integer call() {
        asked(() -> {
            given().require(format == Format.JSON, "with --format csv", "--top");
            return Checks.atLeast(1, "--top", top);
        });
        try (TrainedModel trained = TrainedModel.load(model);
                Predictor predictor = Predictor.of(trained)) {
            columns = trained.attachment(Columns.ATTACHMENT).map(Columns::fromJson);
            if (format == Format.CSV) {
                write(CsvTable.text(List.of("input", "class", "probability", "foreign", "score"), List.of()));
            }
            for (String input : inputs) {
                predict(predictor, input);
            }
        }
        return 0;
    }

    private void predict(Predictor predictor, String input) {
        if (input.equals(STANDARD_INPUT)) {
            predictRows(predictor, CsvTable.parse("standard input", standardInput()), "row");
        } else if (input.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            predictRows(predictor, CsvTable.read(Path.of(input)), input);
        } else if (input.toLowerCase(Locale.ROOT).endsWith(".npy")) {
            print(predictor, NumpySource.rows(Path.of(input)), input);
        } else {
            ImageShape shape = shape(predictor);
            Path file = Path.of(input);
            for (Path picture : Files.isDirectory(file) ? PictureFile.in(file) : List.of(file)) {
                print(picture.toString(), predictor.predict(PictureFile.read(picture, shape)));
            }
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DataException("standard input: cannot be read: " + e.getMessage(), e);
        }
    }

    private static ImageShape shape(Predictor predictor) {
        long[] shape = predictor.info().inputShape();
        Checks.require(shape.length == 3, "input of the model", shape.length + " axes", "3 axes to take pictures");
        return new ImageShape((int) shape[0], (int) shape[1], (int) shape[2]);
    }

    private void predictRows(Predictor predictor, CsvTable table, String name) {
        float[][] rows = columns.map(known -> known.encode(table)).orElseGet(() -> numbers(predictor, table, name));
        if (rows.length == 0) {
            throw new MissingDataException("there is no row in " + name);
        }
        print(predictor, rows, name);
    }

    private void print(Predictor predictor, float[][] rows, String name) {
        List<PredictedExample> predicted = predictor.predictAll(Nd4j.create(rows));
        for (int i = 0; i < predicted.size(); i++) {
            print(name + ":" + (i + 1), predicted.get(i));
        }
    }

    /** The rows of a table whose columns the model does not know by name. */
    private static float[][] numbers(Predictor predictor, CsvTable table, String name) {
        int features =
                Math.toIntExact(LongStream.of(predictor.info().inputShape()).reduce(1, Math::multiplyExact));
        Checks.require(
                table.columns().size() == features,
                "number of columns of " + name,
                table.columns().size(),
                features + ", one per value of the model's input");
        float[][] rows = new float[table.rows().size()][features];
        for (int i = 0; i < rows.length; i++) {
            for (int c = 0; c < features; c++) {
                rows[i][c] = (float) table.rows().get(i).number(table.columns().get(c));
            }
        }
        return rows;
    }

    private void print(String input, PredictedExample example) {
        PredictedExample.Ranked best = example.best();
        if (format == Format.CSV) {
            write(CsvTable.text(
                    List.of(
                            input,
                            best.name(),
                            Double.toString(best.probability()),
                            Boolean.toString(example.foreign()),
                            Double.toString(example.foreignScore())),
                    List.of()));
        } else {
            print(new Line(
                    input,
                    best.name(),
                    best.probability(),
                    example.foreign(),
                    example.foreignScore(),
                    example.top(top)));
        }
    }

    private void write(String line) {
        spec.commandLine().getOut().print(line);
        spec.commandLine().getOut().flush();
    }
}
