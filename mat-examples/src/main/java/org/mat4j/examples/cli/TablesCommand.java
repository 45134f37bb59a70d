package org.mat4j.examples.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mat4j.lab.results.DocumentTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tables}: writes tables of results into documents. */
@Command(
        name = TablesCommand.NAME,
        header = "Writes tables of results into documents.",
        customSynopsis = "mat4j tables [--check] PATH... [OPTIONS]",
        description = {
            "A table in a document in Markdown is made of a CSV file that 'experiment' wrote. It stands between two comments; "
                    + "the first names the file by its path from the document, and the columns with their titles:",
            "",
            "  <!-- table: results/table1.csv",
            "  test-error: test error, %%",
            "  fisher-ratio: Fisher's ratio",
            "  rows: baseline, vat, mat",
            "  -->",
            "  <!-- end of table -->",
            "",
            "Each experiment has a row with the number of its seeds and, of each column, mean ± standard error; of one "
                    + "seed the value alone. The line rows chooses and orders experiments; without it all are shown.",
        },
        footer = {
            "    mat4j tables docs",
            "    mat4j tables --check docs README.md",
        },
        exitCodeList = {
            "0:all tables are as their files have them",
            "1:a document or a file is missing or damaged; with --check, a table differs",
            "2:the command line is wrong: an unknown option"
        })
final class TablesCommand extends BaseCommand {

    static final String NAME = "tables";

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Documents, or folders whose files that end in .md are.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--check", description = "Write nothing, but fail where a table differs from its file.")
    private boolean check;

    @Override
    public Integer call() {
        List<DocumentTables> documents =
                paths.stream().flatMap(path -> DocumentTables.in(path).stream()).toList();
        if (!check) {
            documents.stream().filter(DocumentTables::update).forEach(d -> info("wrote " + d.path()));
            return 0;
        }
        List<String> outdated = documents.stream()
                .flatMap(d -> d.outdated().stream().map(line -> d.path() + ", line " + line))
                .toList();
        if (!outdated.isEmpty()) {
            List<String> words = Stream.concat(Stream.of(NAME), paths.stream().map(Path::toString))
                    .toList();
            throw new IllegalStateException("tables differ from their files: " + String.join("; ", outdated)
                    + "; write them by " + Program.line(words));
        }
        return 0;
    }
}
