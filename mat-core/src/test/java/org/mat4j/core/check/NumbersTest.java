package org.mat4j.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "0e400",
                ".5",
                "5.",
                "+1",
                "-1e-3",
                "1E300",
                "4.9e-324",
                "123456789012345678901"
            })
    void takesWhatPeopleWrite(String text) {
        assertEquals(Double.parseDouble(text), Numbers.decimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 1",
                "1 ",
                ".",
                "e5",
                "1e",
                "NaN",
                "Infinity",
                "-Infinity",
                "1d",
                "1f",
                "0x1p3",
                "1,5",
                "1_0",
                "\u0663",
                "\uFF11",
                "1e400",
                "-1e400",
                "1e-400",
                "0.0001e-330"
            })
    void refusesWhatOnlyJavaTakesAndWhatWouldBecomeZeroOrInfinite(String text) {
        refused(() -> Numbers.decimal(text), text);
    }

    @Test
    void wholeNumbersEndWhereTheirTypeDoes() {
        assertEquals(Integer.MAX_VALUE, Numbers.wholeInt("2147483647"));
        assertEquals(Integer.MIN_VALUE, Numbers.wholeInt("-2147483648"));
        assertEquals(Long.MAX_VALUE, Numbers.wholeLong("9223372036854775807"));
        assertEquals(7, Numbers.wholeInt("+007"));
        for (String text : new String[] {"2147483648", "-2147483649", "1.0", "1e3", "\u0663", "", "1L"}) {
            refused(() -> Numbers.wholeInt(text), text);
        }
        refused(() -> Numbers.wholeLong("9223372036854775808"), "9223372036854775808");
    }

    private static void refused(Runnable reading, String culprit) {
        String message = assertThrows(NumberFormatException.class, reading::run).getMessage();
        assertTrue(message.contains("found '" + culprit + "'"), message);
    }
}
