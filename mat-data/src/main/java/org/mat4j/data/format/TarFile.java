package org.mat4j.data.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.mat4j.core.io.AtomicFile;
import org.mat4j.core.io.FileErrors;
import org.mat4j.core.io.InputFile;
import org.mat4j.data.DataException;
import org.mat4j.data.InvalidDataException;

/** An archive as data sets are offered in, .tar.gz, of which known files are taken out. */
public final class TarFile {
    private static final int BUFFER = 1 << 16;

    private TarFile() {}

    /**
     * Unpacks the named files of an archive whose checksum is right, wherever in the archive they lie, and nothing else: the
     * archive decides on neither names nor places, so that it cannot write outside the folder. Each file is moved to its name when it is whole.
     *
     * @param archive a tar file, compressed by gzip
     * @param names of the files, without folder
     * @throws InvalidDataException if the archive is damaged or lacks one of the files
     * @throws DataException if a file cannot be written
     */
    public static List<Path> unpack(Path archive, List<String> names, Path directory) {
        requireWhole(archive);
        Set<String> wanted = new LinkedHashSet<>(names);
        List<Path> unpacked = new ArrayList<>();
        try (InputStream stored = new BufferedInputStream(InputFile.open(archive), BUFFER);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(stored, BUFFER))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                // isFile() alone is true of links.
                boolean regular = entry.isFile() && !entry.isSymbolicLink() && !entry.isLink();
                if (regular && wanted.remove(name)) {
                    Path target = directory.resolve(name);
                    write(target, tar);
                    unpacked.add(target);
                }
            }
        } catch (UncheckedIOException e) {
            throw damaged(archive, e.getCause());
        } catch (IOException e) {
            throw damaged(archive, e);
        }
        if (!wanted.isEmpty()) {
            throw new InvalidDataException(
                    archive, "an archive with " + String.join(", ", wanted), "none of that name");
        }
        return unpacked;
    }

    /** The checksum of the content stands at its end, where files taken out of it would be in their places already. */
    private static void requireWhole(Path archive) {
        try (InputStream stored = new BufferedInputStream(InputFile.open(archive), BUFFER);
                InputStream content = new GZIPInputStream(stored, BUFFER)) {
            content.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw damaged(archive, e);
        }
    }

    private static void write(Path target, InputStream entry) {
        try {
            AtomicFile.write(target, out -> copy(entry, out));
        } catch (IOException e) {
            throw DataException.unwritable(target, e);
        }
    }

    /** Piece by piece, as an entry may claim any size; an error in reading is told from one in writing. */
    private static void copy(InputStream entry, OutputStream out) throws IOException {
        byte[] piece = new byte[BUFFER];
        for (int count = read(entry, piece); count >= 0; count = read(entry, piece)) {
            out.write(piece, 0, count);
        }
    }

    private static int read(InputStream entry, byte[] piece) {
        try {
            return entry.read(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidDataException damaged(Path archive, IOException e) {
        return new InvalidDataException(
                archive, "a whole .tar.gz archive", "a damaged one (" + FileErrors.reason(e) + ")", e);
    }
}
