package org.mat4j.examples.cli;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mat4j.core.network.Network;
import org.mat4j.lab.experiment.NetworkKind;
import org.mat4j.layers.network.Input;

/**
 * A ready network, or one's own class.
 *
 * @param kind empty for one's own
 * @param className of one's own; else the ready network's name
 */
record NetworkChoice(Optional<NetworkKind> kind, String className) {

    private static final String CONSTRUCTORS =
            "a public class that implements " + Network.class.getName() + " and has a public constructor of ("
                    + Input.class.getName() + "), (long[] inputShape, int classCount) or ()";

    /** Reads a ready network's name, or a class name with a package. */
    static NetworkChoice parse(String text) {
        Optional<NetworkKind> ready = Arrays.stream(NetworkKind.values())
                .filter(kind -> kind.id().equals(text))
                .findFirst();
        if (ready.isEmpty() && !text.contains(".")) {
            throw new IllegalArgumentException("expected one of "
                    + Arrays.stream(NetworkKind.values()).map(NetworkKind::id).collect(Collectors.joining(", "))
                    + ", found '" + text
                    + "'; a class of one's own is named with its package, such as com.acme.MyNetwork");
        }
        return new NetworkChoice(ready, text);
    }

    /**
     * One's own network.
     *
     * @throws IllegalArgumentException if there is no such class, or its constructor fails
     */
    Network own(Input task) {
        try {
            Class<?> type = Class.forName(className);
            if (!Network.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        "the network '" + className + "' is a " + type + ", expected " + CONSTRUCTORS);
            }
            for (Candidate candidate : List.of(
                    new Candidate(new Class<?>[] {Input.class}, task),
                    new Candidate(new Class<?>[] {long[].class, int.class}, task.shape(), task.classCount()),
                    new Candidate(new Class<?>[0]))) {
                Optional<Constructor<?>> found = candidate.in(type);
                if (found.isPresent()) {
                    return (Network) found.get().newInstance(candidate.values);
                }
            }
            throw new IllegalArgumentException(
                    "the network '" + className + "' has no constructor to call, expected " + CONSTRUCTORS);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalArgumentException(
                    "there is no class '" + className + "' on the class path, expected " + CONSTRUCTORS
                            + "; start with java -cp mat-examples.jar:yours.jar " + Main.class.getName(),
                    e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the network '" + className + "' cannot be made for inputs " + Arrays.toString(task.shape())
                            + " in " + task.classCount() + " classes: "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "the network '" + className + "' cannot be made: " + e.getMessage() + "; expected " + CONSTRUCTORS,
                    e);
        }
    }

    private record Candidate(Class<?>[] types, Object... values) {

        Optional<Constructor<?>> in(Class<?> type) {
            try {
                return Optional.of(type.getConstructor(types));
            } catch (NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    }
}
