package org.mat4j.examples.cli;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.nio.file.Path;
import org.mat4j.core.check.Spelling;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.layers.onnx.OnnxExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code export}: writes a saved model in the format of another runtime. */
@Command(
        name = ExportCommand.NAME,
        header = "Writes a saved model in the format of another runtime.",
        customSynopsis = "mat4j export --model=FILE --out=FILE [OPTIONS]",
        description = {
            "The file predicts what 'predict' does, from the same input, for any number of examples. Its outputs are logits, "
                    + "probabilities (at the model's temperature), latent, posterior (of the latent's mixture), score (-log of the "
                    + "mixture's density) and foreign (whether the score is above the model's threshold). Class names, training "
                    + "and provenance are its metadata.",
            "",
            "Prints one line of JSON: model, out, format and bytes."
        },
        footer = {
            "    mat4j export --model runs/mat/model.zip --format onnx --out model.onnx",
        },
        exitCodeList = {
            "0:the file is written",
            "1:the model is missing, damaged or cannot be expressed in the format, or the file cannot be written",
            "2:the command line is wrong: an unknown option or value"
        })
final class ExportCommand extends BaseCommand {

    static final String NAME = "export";

    /** Whose files are written. */
    enum ExportFormat {
        ONNX
    }

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model.zip that 'train' wrote.")
    private Path model;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "One of ${bundle:choices.ExportFormat}. Default: onnx.")
    private ExportFormat format = ExportFormat.ONNX;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where to write it; a file that is there is replaced.")
    private Path out;

    @JsonPropertyOrder({"model", "out", "format", "bytes"})
    private record Result(String model, String out, String format, int bytes) {}

    @Override
    public Integer call() {
        try (TrainedModel trained = TrainedModel.load(model)) {
            OnnxExport export = OnnxExport.of(trained);
            export.write(out);
            print(new Result(model.toString(), out.toString(), Spelling.of(format), export.size()));
        }
        return 0;
    }
}
