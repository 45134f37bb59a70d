package org.mat4j.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The help of each command as the runnable jar has it, written while that is packaged: to show a page takes a tenth of the time
 * that it takes to make all options. Where there are no pages, as in an IDE, help is made when it is asked for, with the same words.
 */
final class HelpPages {

    private static final String MAIN = "help.txt";

    private HelpPages() {}

    /**
     * Writes a page for each command, and one for the program.
     *
     * @param args the folder of this class's package among the compiled classes
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        CommandLine line = Main.commandLine();
        write(folder.resolve(MAIN), line);
        for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
            write(folder.resolve(page(command.getKey())), command.getValue());
        }
    }

    private static void write(Path file, CommandLine line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line.getUsageMessage(Ansi.ON));
    }

    /** The page that is asked for, if nothing else is. Classes beside a jar may have changed since pages were written. */
    static Optional<String> of(String... args) {
        return of(
                path -> Optional.ofNullable(HelpPages.class.getResource(path))
                        .filter(page -> page.getProtocol().equals("jar")),
                args);
    }

    /** @param pages finds a page by its path from this class */
    static Optional<String> of(Function<String, Optional<URL>> pages, String... args) {
        if (args.length == 0 || args.length > 2 || !List.of("-h", "--help").contains(args[args.length - 1])) {
            return Optional.empty();
        }
        return pages.apply(args.length == 1 ? MAIN : page(args[0])).map(HelpPages::read);
    }

    private static String read(URL page) {
        try (InputStream in = page.openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Ansi.AUTO.enabled() ? text : text.replaceAll("\u001b\\[[0-9;]*m", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(String command) {
        return "help/" + command + ".txt";
    }
}
