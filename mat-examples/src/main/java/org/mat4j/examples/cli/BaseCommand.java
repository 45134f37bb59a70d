package org.mat4j.examples.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mat4j.core.model.Versions;
import org.mat4j.lab.output.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: results go to standard output, all else to standard error. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = BaseCommand.Version.class,
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n")
abstract class BaseCommand implements Callable<Integer> {

    static final String VERBOSE = "--verbose";

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-q", "--quiet"},
            order = 90,
            description = "No progress on standard error; warnings and errors are still shown.")
    boolean quiet;

    @Option(names = VERBOSE, order = 91, description = "With an error, show where in the program it arose.")
    boolean verbose;

    /** The versions that a result depends on. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "mat4j " + Versions.mat4j(),
                "ND4J " + Versions.nd4j(),
                "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
            };
        }
    }

    /** Which options help against an error, told after its message. */
    Optional<String> advice(Throwable error) {
        return Optional.empty();
    }

    /** Left out if quiet. */
    void info(String message) {
        if (!quiet) {
            notice(message);
        }
    }

    void warning(String message) {
        notice("warning: " + message);
    }

    void notice(String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
    }

    /** Prints a result as one line of JSON. */
    void print(Object result) {
        spec.commandLine().getOut().println(Json.line(result));
    }

    /** The options of this command that were given. */
    Given given() {
        return new Given(spec);
    }

    /** What the options ask for; a value that is refused is an error of the command line. */
    <T> T asked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Sets an option's value where it was given. */
    static <T> void ifGiven(T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
