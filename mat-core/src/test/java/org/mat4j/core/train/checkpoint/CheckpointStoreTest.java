package org.mat4j.core.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of checkpoints: what is kept, and what is found again. */
class CheckpointStoreTest {

    @TempDir
    Path folder;

    private CheckpointStore store() {
        return CheckpointStore.open(config());
    }

    private CheckpointConfig config() {
        return CheckpointConfig.builder(folder.resolve("kept")).build();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder.resolve("kept"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static long update(Optional<Checkpoint> checkpoint) {
        return checkpoint.orElseThrow().progress().update();
    }

    @Test
    void theLatestTwoAndTheBestAreKept() throws IOException {
        CheckpointStore store = store();
        assertTrue(store.isEmpty());
        assertEquals(Optional.empty(), store.newest().map(Checkpoint::progress));
        assertEquals(Optional.empty(), store.best().map(Checkpoint::progress));
        store.write(Checkpoints.of(5));
        store.writeBest(Checkpoints.of(6));
        store.write(Checkpoints.of(10));
        store.writeBest(Checkpoints.of(12));
        store.write(Checkpoints.of(1_000_000_000));

        assertEquals(
                List.of("best-000000012.checkpoint", "latest-000000010.checkpoint", "latest-1000000000.checkpoint"),
                names());
        assertEquals(1_000_000_000, update(store.newest()));
        assertEquals(12, update(store.best()));
        assertFalse(store.isEmpty());
    }

    @Test
    void asManyAsAskedForAreKept() throws IOException {
        CheckpointStore store = CheckpointStore.open(
                CheckpointConfig.builder(folder.resolve("kept")).keep(3).build());
        for (int update = 1; update < 6; update++) {
            store.write(Checkpoints.of(update));
        }
        assertEquals(3, names().size());
        assertEquals(5, update(store.newest()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 5000})
    void aDamagedOneFallsBackToTheOneBeforeAndIsSetAside(int length) throws IOException {
        CheckpointStore store = store();
        store.write(Checkpoints.of(1));
        Path newest = store.write(Checkpoints.of(2));
        Files.write(newest, java.util.Arrays.copyOf(Files.readAllBytes(newest), length));

        assertEquals(1, update(store().newest()));

        assertEquals(List.of("latest-000000001.checkpoint", "latest-000000002.checkpoint.damaged"), names());
        store.write(Checkpoints.of(2));
        assertEquals(2, update(store().newest()));
    }

    @Test
    void theBestServesWhereItIsNewerOrTheLatestAreDamaged() throws IOException {
        CheckpointStore store = store();
        store.write(Checkpoints.of(1));
        store.writeBest(Checkpoints.of(3));
        assertEquals(3, update(store.newest()));
        Files.write(store.write(Checkpoints.of(4)), new byte[100]);
        assertEquals(3, update(store.newest()));
    }

    @Test
    void ifAllAreDamagedNothingIsTouched() throws IOException {
        CheckpointStore store = store();
        Files.write(store.write(Checkpoints.of(1)), new byte[100]);
        Files.write(store.write(Checkpoints.of(2)), new byte[0]);
        List<String> before = names();

        CheckpointException e = assertThrows(CheckpointException.class, store::newest);

        assertTrue(e.getMessage().startsWith("none of the 2 checkpoints in " + folder.resolve("kept")), e.getMessage());
        assertTrue(e.getMessage().endsWith("delete the folder to start from scratch"), e.getMessage());
        assertEquals(2, e.getSuppressed().length);
        assertEquals(before, names());
    }

    @Test
    void aCheckpointThatCannotBeWrittenIsToldAndTheLastGoodOneIsIntact() throws IOException {
        CheckpointStore store = store();
        store.write(Checkpoints.of(1));
        Path inTheWay = Files.createDirectory(folder.resolve("kept/latest-000000002.checkpoint"));

        CheckpointException e = assertThrows(CheckpointException.class, () -> store.write(Checkpoints.of(2)));

        assertEquals(
                "cannot write the checkpoint " + inTheWay
                        + ": a folder of that name is in the way; the last good one is"
                        + " latest-000000001.checkpoint. Make room or give a folder that can be written to, then resume",
                e.getMessage());
        assertEquals(List.of("latest-000000001.checkpoint", "latest-000000002.checkpoint"), names());
        assertEquals(1, update(store().newest()));
    }

    @Test
    void aNumberOfTwentyDigitsIsNoUpdate() throws IOException {
        CheckpointStore store = store();
        Files.writeString(folder.resolve("kept/latest-99999999999999999999.checkpoint"), "x");

        assertTrue(store.isEmpty());
    }

    @Test
    void aFolderThatCannotBeIsToldBeforeTraining() throws IOException {
        // Not a matter of permissions, which a superuser has.
        Files.writeString(folder.resolve("kept"), "a file");

        CheckpointException e = assertThrows(CheckpointException.class, this::store);

        assertTrue(e.getMessage().contains("cannot write to the folder of checkpoints " + folder.resolve("kept")));
        assertTrue(e.getMessage().endsWith("; choose one that can be written to"), e.getMessage());
    }

    @Test
    void aFolderThatHasGoneIsTold() throws IOException {
        CheckpointStore store = store();
        Files.delete(folder.resolve("kept"));

        assertThrows(CheckpointException.class, () -> store.write(Checkpoints.of(1)));
    }

    @Test
    void whatAKilledProgramLeftIsRemovedAndOtherFilesStay() throws IOException {
        store();
        Path kept = folder.resolve("kept");
        Files.writeString(kept.resolve(".0123456789abcdef.part"), "half");
        Files.writeString(kept.resolve("notes.part"), "mine");

        assertTrue(store().isEmpty());

        assertEquals(List.of("notes.part"), names());
    }

    @Test
    void clearRemovesCheckpointsAlone() throws IOException {
        Path kept = folder.resolve("kept");
        assertFalse(CheckpointStore.holdsAny(kept));
        CheckpointStore.clear(kept);
        CheckpointStore store = store();
        assertFalse(CheckpointStore.holdsAny(kept));
        store.write(Checkpoints.of(1));
        store.writeBest(Checkpoints.of(1));
        Files.writeString(kept.resolve("latest-000000003.checkpoint.damaged"), "x");
        Path notes = Files.writeString(kept.resolve("notes"), "mine");
        assertTrue(CheckpointStore.holdsAny(kept));

        CheckpointStore.clear(kept);
        assertEquals(List.of("notes"), names());

        Files.delete(notes);
        CheckpointStore.clear(kept);
        assertFalse(Files.exists(kept));
    }
}
