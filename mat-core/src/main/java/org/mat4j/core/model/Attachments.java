package org.mat4j.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What an application keeps with a model: bytes by name. Immutable; copies what goes in and out. */
final class Attachments {

    static final Attachments NONE = new Attachments(new TreeMap<>());

    private static final int LONGEST_NAME = 64;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

    private final TreeMap<String, byte[]> contents;

    private Attachments(TreeMap<String, byte[]> contents) {
        this.contents = contents;
    }

    /**
     * These and one more, or another one in place of that of the same name.
     *
     * @throws IllegalArgumentException if the name is not a safe one
     */
    Attachments with(String name, byte[] content) {
        return withOwned(name, content.clone());
    }

    /** As {@link #with}, but without a copy: the caller gives the array away. */
    Attachments withOwned(String name, byte[] content) {
        Objects.requireNonNull(name, "name");
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("attachment name is '" + name + "'; expected 1 to " + LONGEST_NAME
                    + " lower-case letters and digits, with single dots, dashes or underscores between them");
        }
        TreeMap<String, byte[]> all = new TreeMap<>(contents);
        all.put(name, content);
        return new Attachments(all);
    }

    Optional<byte[]> get(String name) {
        return Optional.ofNullable(contents.get(name)).map(byte[]::clone);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(contents.keySet());
    }

    /** Without copies, for writing them. */
    Map<String, byte[]> contents() {
        return Collections.unmodifiableMap(contents);
    }
}
