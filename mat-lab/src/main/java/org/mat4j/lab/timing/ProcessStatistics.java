package org.mat4j.lab.timing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What Linux tells of this process at a moment; elsewhere nothing, and all is null. Megabytes are of 1024 kB.
 *
 * @param residentMegabytes the resident memory
 * @param peakMegabytes the largest resident memory so far
 * @param pageFaults pages that were first touched so far
 */
public record ProcessStatistics(Long residentMegabytes, Long peakMegabytes, Long pageFaults) {

    /** Counted after the name of the program, which is in parentheses and may hold blanks. */
    private static final int MINOR_FAULTS = 8;

    /** Of now. */
    public static ProcessStatistics now() {
        try {
            String status = Files.readString(Path.of("/proc/self/status"));
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new ProcessStatistics(
                    megabytes(status.lines(), "VmRSS:"),
                    megabytes(status.lines(), "VmHWM:"),
                    Long.valueOf(fields[MINOR_FAULTS - 1]));
        } catch (IOException notLinux) {
            return new ProcessStatistics(null, null, null);
        }
    }

    private static Long megabytes(Stream<String> lines, String key) {
        return lines.filter(line -> line.startsWith(key))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(null);
    }
}
