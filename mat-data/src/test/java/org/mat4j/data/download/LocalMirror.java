package org.mat4j.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback interface that misbehaves on request. */
final class LocalMirror implements AutoCloseable {
    /** What the server does with a request. */
    enum Behavior {
        SERVE,
        SERVE_WITHOUT_RANGES,
        BREAK_OFF_HALFWAY,
        BREAK_OFF_ONCE,
        /** Then, asked again, refuse. */
        STOP_FLOWING,
        WRONG_RANGE,
        NOT_FOUND
    }

    private static final String PREFIX = "bytes=";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Behavior behavior;

    LocalMirror(Behavior behavior) throws IOException {
        this.behavior = behavior;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/data/", this::handle);
        server.start();
    }

    /** The address of a server that is not there. */
    static URI unreachable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data/");
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data/");
    }

    LocalMirror with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Name and range of each request, such as {@code a.gz bytes=10-}; without range {@code a.gz whole}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring("/data/".length());
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(name + " " + (range == null ? "whole" : range));
            byte[] content = files.get(name);
            if (content == null || behavior == Behavior.NOT_FOUND) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean ranged = range != null && behavior != Behavior.SERVE_WITHOUT_RANGES;
            int from = ranged ? Integer.parseInt(range.substring(PREFIX.length(), range.length() - 1)) : 0;
            if (ranged && from >= content.length) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            if (ranged) {
                int told = behavior == Behavior.WRONG_RANGE ? 0 : from;
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + told + "-" + (content.length - 1) + "/" + content.length);
            }
            send(exchange, ranged ? 206 : 200, Arrays.copyOfRange(content, from, content.length));
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (behavior == Behavior.STOP_FLOWING && requests.size() > 1) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        boolean half =
                switch (behavior) {
                    case BREAK_OFF_HALFWAY, STOP_FLOWING -> true;
                    case BREAK_OFF_ONCE -> requests.size() == 1;
                    default -> false;
                };
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, half ? body.length / 2 : body.length);
        out.flush();
        if (behavior == Behavior.STOP_FLOWING) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
