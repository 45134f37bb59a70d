package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Tells how the settings of two trainings differ, for a message. */
public final class SettingsDifferences {

    private SettingsDifferences() {}

    /**
     * Where settings differ.
     *
     * @param there what was found, by name
     * @param here what was expected, by name
     * @return for each difference a text such as {@code seed is '1' there, '2' here}, sorted by name
     */
    public static List<String> between(Map<String, String> there, Map<String, String> here) {
        TreeSet<String> names = new TreeSet<>(there.keySet());
        names.addAll(here.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            if (!Objects.equals(there.get(name), here.get(name))) {
                differences.add(name + " is " + text(there.get(name)) + " there, " + text(here.get(name)) + " here");
            }
        }
        return differences;
    }

    private static String text(String value) {
        return value == null ? "not given" : "'" + value + "'";
    }
}
