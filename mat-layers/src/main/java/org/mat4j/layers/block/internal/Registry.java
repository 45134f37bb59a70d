package org.mat4j.layers.block.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How parts of DL4J configurations and activations of ND4J are converted, by their classes. */
public final class Registry<R> {

    private final Map<Class<?>, Function<Object, R>> conversions = new LinkedHashMap<>();

    /** Adds a class; subclasses of it are others. */
    public <T> Registry<R> with(Class<T> type, Function<T, R> conversion) {
        conversions.put(type, part -> conversion.apply(type.cast(part)));
        return this;
    }

    /** @throws IllegalArgumentException if the part's class or one of its settings is not supported */
    public R convert(Object part) {
        Function<Object, R> conversion = conversions.get(part.getClass());
        if (conversion == null) {
            throw new IllegalArgumentException(part.getClass().getSimpleName() + " is not supported");
        }
        return conversion.apply(part);
    }

    /** Names of the classes that are supported. */
    public List<String> names() {
        return conversions.keySet().stream().map(Class::getSimpleName).toList();
    }
}
