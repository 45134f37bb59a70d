package org.mat4j.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import org.mat4j.core.engine.backend.Backend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code java -jar mat-examples/target/mat-examples.jar --help}. Results go to standard output, all
 * else to standard error.
 */
@Command(
        name = Program.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = BaseCommand.Version.class,
        usageHelpAutoWidth = true,
        descriptionHeading = "%n",
        optionListHeading = "%n",
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            AttackCommand.class,
            EmbedCommand.class,
            GalleryCommand.class,
            OodCommand.class,
            ReportCommand.class,
            SearchCommand.class,
            ExperimentCommand.class,
            TablesCommand.class,
            BenchCommand.class
        },
        header =
                "Manifold Adversarial Training (Zhang, Huang, Zhu, Liu, arXiv:1807.05832) on images of digits and clothes.",
        description = {
            "Trains a classifier whose output and latent change little under the worst small perturbation of its input, or "
                    + "one of the methods that this is compared with.",
            "",
            "Start: mat4j train --width 8 --updates 200 --out runs/first, which takes a minute and needs no data; then "
                    + "mat4j evaluate --model runs/first/model.zip. Here mat4j is short for java -jar "
                    + "mat-examples/target/mat-examples.jar."
        },
        commandListHeading = "%nCommands (each has a --help of its own):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the run failed", "2:the command line is wrong"})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the program with its exit code. */
    public static void main(String[] args) {
        Backend.keepNativeMemory();
        PrintStream results = System.out;
        // Whatever a library prints must not mix with the results.
        System.setOut(System.err);
        PrintWriter out = new PrintWriter(results, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int code = run(out, err, args);
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param out for results
     * @param err for everything else
     * @return the exit code: 0 done, 1 the run failed, 2 the command line is wrong
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Errors errors = new Errors();
        CommandLine line = commandLine();
        line.setResourceBundle(new HelpTexts())
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        int code;
        try {
            code = line.execute(args);
        } catch (Error e) {
            code = Errors.fail(e, line, args);
        }
        if (out.checkError() && code == 0) {
            err.println("mat4j: error: the result could not be written to standard output, which is full or closed;"
                    + " files are written");
            code = 1;
        }
        err.flush();
        return code;
    }

    /** All commands with all their options. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        Map.of(TrainCommand.NAME, 7, SearchCommand.NAME, 7, BenchCommand.NAME, 2)
                .forEach((name, order) ->
                        MethodOptions.addTo(line.getSubcommands().get(name).getCommandSpec(), order));
        Choices.addTo(line);
        return line;
    }

    /** Of the command that is carried out. */
    static ParseResult innermost(ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        return command;
    }

    /** Help needs no library that this processor may lack. */
    private static int execute(ParseResult parsed) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        try {
            Backend.select();
        } catch (IllegalStateException e) {
            throw new ExecutionException(innermost(parsed).commandSpec().commandLine(), e.getMessage(), e);
        }
        StrictParsing.check(parsed);
        return new RunLast().execute(parsed);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "there is no command, expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
