package org.mat4j.core.testing;

import java.util.HashMap;
import java.util.Map;
import org.mat4j.core.method.MethodType;
import org.mat4j.core.method.Setting;
import org.mat4j.core.method.TypedMethod;

/** Methods of any type, for tests that take them all. */
public final class TestMethods {

    private TestMethods() {}

    /** With perturbations of a size that suits blobs and small images, and defaults otherwise. */
    public static TypedMethod of(MethodType type) {
        return of(type, Map.of());
    }

    /** Also with those of the values that the method has a setting for. */
    public static TypedMethod of(MethodType type, Map<Setting<?>, ?> values) {
        Map<Setting<?>, Object> wanted = new HashMap<>(Map.of(
                Setting.EPSILON,
                type == MethodType.AT_L_INFINITY || type.has(Setting.NORM) ? 2.0 / 28 : 2.0,
                Setting.DEVIATION,
                0.15));
        wanted.putAll(values);
        Map<String, Object> own = new HashMap<>();
        type.settings().stream().filter(wanted::containsKey).forEach(s -> own.put(s.name(), wanted.get(s)));
        return type.create(own);
    }
}
