package org.mat4j.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mat4j.core.io.FolderLock;
import org.mat4j.data.MissingDataException;
import org.mat4j.lab.experiment.RunDirectory;
import org.mat4j.lab.experiment.RunProgress;
import org.mat4j.lab.output.Json;
import org.mat4j.lab.report.HtmlReport.Section;
import org.mat4j.lab.testing.Messages;

/** What a folder tells of a training that is not finished. */
class UnfinishedRunTest {

    @TempDir
    Path folder;

    private UnfinishedRun read() {
        return UnfinishedRun.read("mine", folder);
    }

    private void writeHistory() throws Exception {
        Files.writeString(
                new RunDirectory(folder).history(),
                "update,epoch,loss,validation_error\n1,1,2.5,\n2,1,1.25,30\n3,1,0.75,\n");
    }

    @Test
    void itRunsWhileItsFolderIsLocked() throws Exception {
        writeHistory();
        FolderLock lock = FolderLock.tryAcquire(folder).orElseThrow();
        assertTrue(read().running());
        assertEquals("still running", read().state());
        lock.close();
        assertFalse(read().running());
        assertEquals("stopped at update 3", read().state());
    }

    @Test
    void theLastLineAndThePaceAreShown() throws Exception {
        writeHistory();
        Json.write(new RunDirectory(folder).progress(), new RunProgress(3, 33, 6));

        Section section = LearningReport.section(List.of(), List.of(read()));

        assertEquals(
                List.of("mine", "stopped at update 3", "3", "33", "0.7500", "30.00", "6", "0.50", "60"),
                section.tables().get(0).rows().get(0));
        assertEquals(1, section.figures().size());
    }

    @Test
    void withoutProgressThePaceIsEmpty() throws Exception {
        writeHistory();

        assertEquals(
                List.of("mine", "stopped at update 3", "3", "", "0.7500", "30.00", "", "", ""),
                LearningReport.section(List.of(), List.of(read()))
                        .tables()
                        .get(0)
                        .rows()
                        .get(0));
    }

    @Test
    void aFolderWithoutAHistoryIsNamed() {
        Messages.name(
                MissingDataException.class,
                this::read,
                new RunDirectory(folder).history().toString());
    }

    @Test
    void progressIsOfUpdatesThatTookTime() {
        Messages.refused(() -> new RunProgress(0, 1, 1), "updates so far is 0");
        Messages.refused(() -> new RunProgress(1, 1, Double.NaN), "seconds so far is NaN");
    }
}
