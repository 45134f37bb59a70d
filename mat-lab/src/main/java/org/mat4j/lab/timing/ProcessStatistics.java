package org.mat4j.lab.timing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What Linux tells of this process; nothing elsewhere. */
public final class ProcessStatistics {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Counted after the name of the program, which is in parentheses and may hold blanks. */
    private static final int MINOR_FAULTS = 8;

    private ProcessStatistics() {}

    /** The largest resident memory so far, in megabytes of 1024 kB. */
    public static OptionalLong peakResidentMegabytes() {
        return megabytes("VmHWM:");
    }

    /** The resident memory now, in megabytes of 1024 kB. */
    public static OptionalLong residentMegabytes() {
        return megabytes("VmRSS:");
    }

    /** Pages that were first touched so far. */
    public static OptionalLong pageFaults() {
        try {
            String stat = Files.readString(STAT);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return OptionalLong.of(Long.parseLong(fields[MINOR_FAULTS - 1]));
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong megabytes(String key) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }
}
