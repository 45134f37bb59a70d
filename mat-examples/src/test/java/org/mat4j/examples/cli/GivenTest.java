package org.mat4j.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Options without an effect: refused if they were given, whatever their value. */
class GivenTest {

    private static Given given(String... words) {
        CommandLine train = TrainCommand.commandLine();
        train.parseArgs(words);
        return new Given(train.getCommandSpec());
    }

    @Test
    void onlyWhatWasGivenIsThere() {
        Given given = given("--out=a", "--svhn-extra=false", "--download", "--epochs=10");

        assertTrue(given.has("--epochs"), "though it is the default");
        assertTrue(given.has("--download"));
        assertFalse(given.has("--svhn-extra"));
        assertFalse(given.has("--updates"));
    }

    @Test
    void whatHasAnEffectMayBeGiven() {
        Given given = given("--out=a", "--epochs=10");

        given.require(true, "ever", "--epochs").require(false, "ever", "--updates", "--labels");
    }

    @Test
    void anOptionWithoutAnEffectIsToldWithValueAndReason() {
        Given.UnusedOptionException error =
                assertThrows(Given.UnusedOptionException.class, () -> given("--out=a", "--freeze=a.*,b")
                        .require(false, "at night", "--labels", "--freeze"));

        assertEquals("--freeze 'a.*,b' has no effect at night", error.getMessage());
        assertEquals("--freeze", error.option());
    }

    @Test
    void aFlagHasNoValueToTell() {
        Given given = given("--out=a", "--download");

        assertEquals(
                "--download has no effect here",
                assertThrows(IllegalArgumentException.class, () -> given.require(false, "here", "--download"))
                        .getMessage());
    }
}
