package org.mat4j.lab.signal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A signal that asks a program to end; SIGKILL cannot be handled. It is handled by {@code sun.misc.Signal}, for which Java
 * has no standard counterpart: a shutdown hook cannot tell a second signal. By reflection, since the compiler warns of its
 * use. Where it is missing, the signal ends the program as ever.
 */
enum EndingSignal {
    /** Ctrl-C. */
    INT(2),

    /** What {@code kill}, containers, job schedulers and development environments send before they kill. */
    TERM(15);

    private static final Logger LOG = LoggerFactory.getLogger(EndingSignal.class);
    private static final int BASE = 128;

    private final int number;

    EndingSignal(int number) {
        this.number = number;
    }

    /** Of a program that this signal ended: 128 and the signal's number. */
    int exitCode() {
        return BASE + number;
    }

    /**
     * Calls back on another thread each time the signal comes.
     *
     * @return puts back what handled the signal before
     */
    Runnable handle(Runnable callback) {
        InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                callback.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler of SIG" + this;
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object previous =
                    install(Proxy.newProxyInstance(EndingSignal.class.getClassLoader(), new Class<?>[] {type}, call));
            return () -> putBack(previous);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "this Java cannot handle SIG{}: it ends the program without a checkpoint ({})", this, e.toString());
            return () -> {};
        }
    }

    private void putBack(Object previous) {
        try {
            install(previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of SIG" + this + " cannot be put back", e);
        }
    }

    private Object install(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(name()), handler);
    }
}
