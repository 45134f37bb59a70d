package org.mat4j.core.method;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A ready method with exactly its own numbers; made by {@link Methods}. Immutable. */
public abstract sealed class TypedMethod implements Method
        permits Methods.Baseline,
                Methods.CenterLoss,
                Methods.Information,
                Methods.Perturbing,
                Methods.PiModel,
                Methods.Vat,
                Methods.Mat,
                Methods.Stepping,
                Methods.SteppingMat {

    private final MethodType type;
    private final Map<Setting<?>, Object> values;

    /** @param values of each of the type's settings, checked */
    TypedMethod(MethodType type, Map<Setting<?>, Object> values) {
        this.type = type;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Which method. */
    public final MethodType type() {
        return type;
    }

    @Override
    public final String id() {
        return type.id();
    }

    @Override
    public final Objective objective() {
        return type.objective(this);
    }

    /** The values of its settings, in the order of {@link MethodType#settings()}. */
    public final Map<Setting<?>, Object> values() {
        return values;
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException if this method has no such setting; the message names those it has
     */
    @SuppressWarnings("unchecked") // with() and MethodType put values of the setting's type
    public final <T> T get(Setting<T> setting) {
        return (T) values.get(type.require(setting.name()));
    }

    /**
     * This method with another value of a setting.
     *
     * @throws IllegalArgumentException if this method has no such setting, or the value is out of range
     */
    public final <T> TypedMethod with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> copy = new LinkedHashMap<>(values);
        copy.put(type.require(setting.name()), setting.check(value));
        return type.make(copy);
    }

    /** This method with the numbers of a preset, all of which it must have. */
    final TypedMethod with(Preset preset) {
        Map<Setting<?>, Object> copy = new LinkedHashMap<>(values);
        preset.settings().forEach((setting, value) -> copy.put(type.require(setting.name()), value));
        return type.make(copy);
    }

    /** alpha with its ramp-up. */
    final Weight alpha() {
        return new Weight(get(Setting.ALPHA), get(Setting.ALPHA_RAMP_UP));
    }

    /** lambda with its ramp-up. */
    final Weight lambda() {
        return new Weight(get(Setting.LAMBDA), get(Setting.RAMP_UP));
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TypedMethod method && type == method.type && values.equals(method.values);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(type, values);
    }

    @Override
    public final String toString() {
        return id() + values;
    }
}
