package org.mat4j.examples.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles SIGINT by {@code sun.misc.Signal}, for which Java has no standard counterpart: a shutdown hook cannot tell a
 * second signal. By reflection, since the compiler warns of its use. Where it is missing, SIGINT ends the program as
 * ever.
 */
final class InterruptHandler {

    private static final Logger LOG = LoggerFactory.getLogger(InterruptHandler.class);
    private static final String SIGNAL = "INT";

    private final Object previous;

    private InterruptHandler(Object previous) {
        this.previous = previous;
    }

    /** Calls back on another thread at each SIGINT, until removed. */
    static InterruptHandler install(Runnable callback) {
        InvocationHandler call = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                callback.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "SIGINT handler";
        };
        try {
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(InterruptHandler.class.getClassLoader(), new Class<?>[] {type}, call);
            return new InterruptHandler(handle(handler));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("this Java cannot handle SIGINT: Ctrl-C ends the program without a checkpoint ({})", e.toString());
            return new InterruptHandler(null);
        }
    }

    /** Goes back to what handled SIGINT before. */
    void remove() {
        if (previous == null) {
            return;
        }
        try {
            handle(previous);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the handler of SIGINT cannot be put back", e);
        }
    }

    private static Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return signal.getMethod("handle", signal, type)
                .invoke(null, signal.getConstructor(String.class).newInstance(SIGNAL), handler);
    }
}
