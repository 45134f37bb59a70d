package org.mat4j.spark.internal;

import java.io.Serializable;

/** An object that is sent {@linkplain Packed packed}, and unpacked once per process: to be broadcast. */
public final class Sent<T extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] packed;
    private transient T object;

    /** Packs an object. */
    public Sent(T object) {
        packed = Packed.of(object);
    }

    /** The same for all who ask in this process. */
    public synchronized T get() {
        if (object == null) {
            object = Packed.unpack(packed);
        }
        return object;
    }
}
