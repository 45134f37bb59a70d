package org.mat4j.lab.signal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a signal by {@code sun.misc.Signal}, for which Java has no standard counterpart: a shutdown hook cannot tell a
 * second signal. By reflection, since the compiler warns of its use. Where it is missing, the signal ends the program as
 * ever.
 */
final class SignalHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SignalHandler.class);

    private final EndingSignal signal;
    private final Object previous;

    private SignalHandler(EndingSignal signal, Object previous) {
        this.signal = signal;
        this.previous = previous;
    }

    /** Calls back on another thread each time the signal comes, until removed. */
    static SignalHandler install(EndingSignal signal, Runnable callback) {
        InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                callback.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler of SIG" + signal;
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(SignalHandler.class.getClassLoader(), new Class<?>[] {type}, call);
            return new SignalHandler(signal, handle(signal, handler));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn(
                    "this Java cannot handle SIG{}: it ends the program without a checkpoint ({})",
                    signal,
                    e.toString());
            return new SignalHandler(signal, null);
        }
    }

    /** Goes back to what handled the signal before. */
    void remove() {
        if (previous == null) {
            return;
        }
        try {
            handle(signal, previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of SIG" + signal + " cannot be put back", e);
        }
    }

    private static Object handle(EndingSignal name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(name.name()), handler);
    }
}
