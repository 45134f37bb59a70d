package org.mat4j.core.network;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A mistake inside a network: the message names the network, what went wrong, and what to do. */
public final class NetworkException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final Pattern TAKEN = Pattern.compile("(?i)already exists|name is taken");
    private static final String NAMES =
            ". Leave it to SameDiff to name the values in between, since every pass builds them"
                    + " again; what passes share has a name by Pass.parameter, Pass.state or Pass.constant";

    NetworkException(Network network, String mistake, Throwable cause) {
        super("network '" + network.name() + "' " + mistake, cause);
    }

    /**
     * Works with a network; what goes wrong is told with its name.
     *
     * @param failure what has gone wrong then, such as {@code cannot be built}
     * @throws NetworkException in place of what the work throws, but for a CancellationException
     */
    public static <T> T naming(Network network, String failure, Supplier<T> work) {
        try {
            return work.get();
        } catch (NetworkException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            String reason = oneLine(e);
            String advice = TAKEN.matcher(reason).find() ? NAMES : "";
            throw new NetworkException(network, failure + ": " + reason.replaceFirst("\\.$", "") + advice, e);
        }
    }

    /** Messages of native code have several lines; those of other errors say little without their kind. */
    private static String oneLine(RuntimeException e) {
        boolean speaks = e instanceof IllegalArgumentException || e instanceof IllegalStateException;
        String message = speaks && e.getMessage() != null ? e.getMessage() : e.toString();
        return message.lines().map(String::strip).filter(l -> !l.isEmpty()).collect(Collectors.joining(" "));
    }
}
