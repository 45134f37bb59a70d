package org.mat4j.core.train;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.mat4j.core.train.data.Resumable;
import org.mat4j.core.train.data.UnlabeledBatches;

/**
 * Finds out whether two sources of batches read from the same iterator, directly or in their fields: each would take batches
 * away from the other, and a reset of one would reset both.
 */
final class SharedSource {

    private SharedSource() {}

    /**
     * Refuses sources that share an iterator.
     *
     * @param sources by what they are for
     */
    static void refuse(Map<String, ?> sources) {
        Map<Object, String> owners = new IdentityHashMap<>();
        sources.forEach((use, source) -> {
            Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());
            collect(source, reached);
            for (Object part : reached) {
                String other = isPositioned(part) ? owners.put(part, use) : null;
                if (other != null) {
                    throw new IllegalArgumentException("the " + other + " and the " + use + " read from the same "
                            + part.getClass().getSimpleName()
                            + ", expected an iterator for each: they would take batches"
                            + " away from each other; make another one of the same data");
                }
            }
        });
    }

    private static boolean isPositioned(Object part) {
        return part instanceof Iterator || part instanceof Resumable;
    }

    private static void collect(Object source, Set<Object> reached) {
        boolean isSource = isPositioned(source) || source instanceof UnlabeledBatches || source instanceof Supplier;
        // The JDK's own are closed to reflection.
        if (!isSource || !reached.add(source) || source.getClass().getClassLoader() == null) {
            return;
        }
        for (Class<?> type = source.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && field.trySetAccessible()) {
                    collect(value(field, source), reached);
                }
            }
        }
    }

    private static Object value(Field field, Object source) {
        try {
            return field.get(source);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
