package org.mat4j.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.format.ImageFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.Provenance;
import org.mat4j.data.image.Verification;

/** Reads a part of a dataset that lies in several files, one after the other. */
final class ImageFiles {
    private ImageFiles() {}

    /**
     * @param request what is loaded
     * @param files   those to read
     * @param opener  finds out how many images a file has
     * @param notes   on what is not as published, for the provenance
     * @return the images of all files; verified if every file has the official content and there is no note
     */
    static ImageData read(
            LoadRequest request, List<DataFile> files, Function<Path, ImageFile> opener, List<String> notes) {
        List<ImageFile> parts =
                files.stream().map(file -> opener.apply(request.find(file))).toList();
        // The number of images is known before room is made for them, so that each is held once.
        long count = parts.stream().mapToLong(ImageFile::count).sum();
        byte[] pixels = request.newPixels(count);
        byte[] labels = new byte[Math.toIntExact(count)];
        List<String> sources = new ArrayList<>();
        List<String> checksums = new ArrayList<>();
        boolean official = notes.isEmpty();
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            ImageFile part = parts.get(i);
            DataFile file = files.get(i);
            Checksum found = part.read(pixels, labels, at, file.checksum().algorithm());
            official &= request.isOfficial(file, part.path().toString(), found);
            sources.add(part.path().toString());
            checksums.add(file.name() + " " + found);
            at += Math.toIntExact(part.count());
        }
        Provenance provenance = request.provenance(
                String.join(", ", sources),
                String.join(", ", checksums),
                official ? Verification.VERIFIED : Verification.UNRECOGNIZED,
                notes);
        return request.data(pixels, labels, provenance);
    }
}
