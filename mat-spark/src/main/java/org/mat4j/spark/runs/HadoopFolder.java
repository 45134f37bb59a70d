package org.mat4j.spark.runs;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SerializableWritable;
import org.apache.spark.SparkFiles;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.spark.internal.Executors;

/**
 * A folder on a Hadoop file system, for machines that share no other: an executor works in a folder of its own, and copies what
 * changes. Files there are whole or absent.
 */
final class HadoopFolder implements RunStorage {

    private static final long serialVersionUID = 1;

    /** Names the folder of the driver whose runs are here, and in that folder too. */
    private static final String OWNER = ".runs-of";

    private final URI uri;
    private final String token;
    private final SerializableWritable<Configuration> configuration;
    private transient FileContext files;

    private HadoopFolder(URI uri, Configuration configuration) {
        this.uri = uri;
        this.configuration = new SerializableWritable<>(configuration);
        token = UUID.randomUUID().toString();
    }

    /**
     * Makes the folder that of a driver's runs.
     *
     * @param root of the runs in the driver
     * @param names of the runs; those that are there and not in the folder are copied to it
     * @throws IllegalStateException if it holds the runs of another
     */
    static HadoopFolder of(URI uri, Configuration configuration, java.nio.file.Path root, List<String> names)
            throws IOException {
        URI whole = withHost(uri, FileSystem.getDefaultUri(configuration));
        requireAnswer(whole);
        HadoopFolder folder = new HadoopFolder(whole, configuration);
        folder.own(root);
        folder.write(folder.file(), folder.token);
        for (String name : names) {
            if (Files.isDirectory(root.resolve(name)) && folder.files(name).isEmpty()) {
                new FolderCopy(folder, name, root).copy();
            }
        }
        return folder;
    }

    /** One like {@code hdfs:///runs} is of the cluster's default file system. */
    private static URI withHost(URI uri, URI defaults) {
        return uri.getAuthority() == null
                        && defaults.getAuthority() != null
                        && uri.getScheme().equals(defaults.getScheme())
                ? defaults.resolve(uri.getRawPath())
                : uri;
    }

    /** Hadoop itself tries for up to a quarter of an hour. */
    private static void requireAnswer(URI uri) throws IOException {
        if (uri.getPort() < 0) {
            return; // of a service with a name, or of several machines
        }
        try {
            Answer.require(uri.getHost(), uri.getPort());
        } catch (IOException e) {
            throw new IOException("no file system answers at " + uri.getAuthority() + " (" + reason(e) + ")", e);
        }
    }

    private void own(java.nio.file.Path root) throws IOException {
        java.nio.file.Path file = root.resolve(OWNER);
        if (!Files.exists(file)) {
            AtomicFile.write(file, out -> out.write(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8)));
        }
        String own = Files.readString(file, StandardCharsets.UTF_8);
        String there = read(OWNER);
        if (there == null && !files("").isEmpty() || there != null && !there.equals(own)) {
            throw new IllegalStateException(uri + " holds files that are not of the runs in " + root
                    + ", expected an empty folder; choose another");
        }
        write(OWNER, own);
    }

    /** What an error says, without the name node's stack, which Hadoop has in its message. */
    static String reason(IOException e) {
        return e instanceof UnknownHostException
                ? "there is no machine " + e.getMessage()
                : FileErrors.reason(e)
                        .lines()
                        .takeWhile(line -> !line.stripLeading().startsWith("at "))
                        .collect(Collectors.joining(" "));
    }

    /** By which an executor knows that it sees what the driver does. */
    private String file() {
        return TOKEN + token;
    }

    private synchronized FileContext files() throws IOException {
        if (files == null) {
            try {
                files = FileContext.getFileContext(uri, configuration.value());
            } catch (RuntimeException e) { // around an unknown host, or a class that is not there
                throw e.getCause() instanceof IOException io
                        ? io
                        : new IOException(Executors.text(e.getCause() == null ? e : e.getCause()), e);
            }
        }
        return files;
    }

    private Path at(String name) {
        return name.isEmpty() ? new Path(uri) : new Path(new Path(uri), name);
    }

    private String read(String name) throws IOException {
        try (InputStream in = files().open(at(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private void write(String name, String text) throws IOException {
        write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes a file in place of the one that may be there. */
    void write(String name, AtomicFile.Content content) throws IOException {
        Path target = at(name);
        Path temporary = new Path(target.getParent(), "." + UUID.randomUUID() + ".part");
        try (OutputStream out =
                files().create(temporary, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
            content.writeTo(out);
        }
        files().rename(temporary, target, Options.Rename.OVERWRITE);
    }

    void delete(String name) throws IOException {
        files().delete(at(name), false);
    }

    /** The names of all files below a folder, relative to this one, without hidden ones; none if it is not there. */
    List<String> files(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            RemoteIterator<FileStatus> all = files().listStatus(at(folder));
            while (all.hasNext()) {
                FileStatus file = all.next();
                String name =
                        (folder.isEmpty() ? "" : folder + "/") + file.getPath().getName();
                if (file.isDirectory()) {
                    names.addAll(files(name));
                } else if (!file.getPath().getName().startsWith(".")) {
                    names.add(name);
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return names;
    }

    @Override
    public java.nio.file.Path root() {
        return java.nio.file.Path.of(SparkFiles.getRootDirectory())
                .toAbsolutePath()
                .resolve("runs-" + token);
    }

    @Override
    public String place() {
        return uri.toString();
    }

    @Override
    public boolean isSeen() throws IOException {
        Files.createDirectories(root());
        try {
            return token.equals(read(file()));
        } catch (IOException e) {
            throw new IOException("it cannot read " + uri + ": " + reason(e), e);
        }
    }

    @Override
    public void fetch(String name, java.nio.file.Path root) throws IOException {
        for (String file : files(name)) {
            java.nio.file.Path local = root.resolve(file);
            Files.createDirectories(local.getParent());
            try (InputStream in = files().open(at(file))) {
                AtomicFile.write(local, in::transferTo);
            } catch (FileNotFoundException e) {
                continue; // replaced by a newer checkpoint
            }
        }
    }

    @Override
    public Closeable keep(String name) throws IOException {
        return new FolderCopy(this, name, root()).start();
    }

    @Override
    public void remove() {
        try {
            delete(file());
        } catch (IOException e) {
            return; // of no harm where it stays
        }
    }
}
