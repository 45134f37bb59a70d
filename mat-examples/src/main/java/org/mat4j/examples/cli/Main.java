package org.mat4j.examples.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        descriptionHeading = "%n",
        optionListHeading = "%n",
        header =
                "Manifold Adversarial Training (Zhang, Huang, Zhu, Liu, arXiv:1807.05832) on images of digits and clothes.",
        description = {
            "Trains a classifier whose output and latent change little under the worst small perturbation of its input, or "
                    + "one of the methods that this is compared with.",
            "",
            "Start: mat4j train --width 8 --updates 200 --out runs/first, which takes a minute and needs no data; then "
                    + "mat4j evaluate --model runs/first/model.zip. Here mat4j is mat-examples/mat4j or, where there is no "
                    + "shell, java -jar mat-examples/target/mat-examples.jar."
        },
        commandListHeading = "%nCommands (each has a --help of its own):%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the run failed", "2:the command line is wrong"})
public final class Main implements Runnable {

    /** In the order of the help. */
    private static final List<Class<? extends BaseCommand>> COMMANDS = List.of(
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            ExportCommand.class,
            AttackCommand.class,
            EmbedCommand.class,
            GalleryCommand.class,
            OodCommand.class,
            ReportCommand.class,
            CrossValidateCommand.class,
            SearchCommand.class,
            ExperimentCommand.class,
            TablesCommand.class,
            BenchCommand.class);

    /** Set where YARN runs the program in its cluster, and takes one that ends itself for failed. */
    private static final String APPLICATION_OF_YARN = "spark.yarn.app.id";

    @Spec
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the program with its exit code. */
    public static void main(String[] args) {
        PrintStream results = System.out;
        // Whatever a library prints must not mix with the results.
        System.setOut(System.err);
        PrintWriter out = new PrintWriter(results, true, Charset.defaultCharset());
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        int code = run(Backend::keepNativeMemory, out, err, args);
        if (code != 0 || System.getProperty(APPLICATION_OF_YARN) == null) {
            System.exit(code);
        }
    }

    /**
     * Runs a command.
     *
     * @param out for results
     * @param err for everything else
     * @return the exit code: 0 done, 1 the run failed, 2 the command line is wrong
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return run(() -> {}, out, err, args);
    }

    /** @param prepare what comes before a command is carried out, but not before help, which needs nothing of it */
    private static int run(Runnable prepare, PrintWriter out, PrintWriter err, String... args) {
        Optional<String> help = HelpPages.of(args);
        help.ifPresent(out::print);
        int code = help.isPresent() ? 0 : execute(prepare, out, err, args);
        if (out.checkError() && code == 0) {
            err.println("mat4j: error: the result could not be written to standard output, which is full or closed;"
                    + " files are written");
            code = 1;
        }
        err.flush();
        return code;
    }

    private static int execute(Runnable prepare, PrintWriter out, PrintWriter err, String... args) {
        Errors errors = new Errors();
        CommandLine line = called(args);
        line.setOut(out)
                .setErr(err)
                .setExecutionStrategy(parsed -> execute(parsed, prepare))
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        try {
            return line.execute(args);
        } catch (Error e) {
            return Errors.fail(e, line, args);
        }
    }

    /** All commands with all their options. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS);
    }

    /** With the one command that is called, since making all takes most of the time of help; with all if none is. */
    static CommandLine called(String... args) {
        List<Class<? extends BaseCommand>> called = COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return commandLine(called.isEmpty() ? COMMANDS : called);
    }

    private static CommandLine commandLine(List<Class<? extends BaseCommand>> commands) {
        CommandLine line = new CommandLine(new Main());
        commands.forEach(line::addSubcommand);
        Map.of(TrainCommand.NAME, 7, CrossValidateCommand.NAME, 6, SearchCommand.NAME, 7, BenchCommand.NAME, 2)
                .forEach((name, order) -> Optional.ofNullable(
                                line.getSubcommands().get(name))
                        .ifPresent(command -> MethodOptions.addTo(command.getCommandSpec(), order)));
        Choices.addTo(line);
        return line.setResourceBundle(new HelpTexts());
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
    private static int execute(ParseResult parsed, Runnable prepare) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        prepare.run();
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
