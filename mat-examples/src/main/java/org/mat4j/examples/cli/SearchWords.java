package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import org.mat4j.core.train.StopSignal;
import org.mat4j.lab.search.Search;
import org.mat4j.lab.search.SearchRecipe;
import org.mat4j.lab.search.SearchRunner;
import picocli.CommandLine;

/**
 * The search of a command line, in other processes too.
 *
 * @param words of the command line
 * @param folder that its relative paths are of
 */
record SearchWords(List<String> words, String folder) implements SearchRecipe {

    private SearchCommand command() {
        CommandLine line = Main.commandLine();
        line.registerConverter(Path.class, text -> Path.of(folder).resolve(text));
        return (SearchCommand) line.parseArgs(words.toArray(String[]::new))
                .subcommand()
                .commandSpec()
                .userObject();
    }

    @Override
    public Search search() {
        return command().search();
    }

    @Override
    public SearchRunner.Control control(StopSignal stop) {
        return command().control(stop);
    }
}
