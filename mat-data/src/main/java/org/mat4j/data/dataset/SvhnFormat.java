package org.mat4j.data.dataset;

import java.util.List;
import org.mat4j.data.format.Checksum;
import org.mat4j.data.format.SvhnFile;
import org.mat4j.data.image.ImageData;
import org.mat4j.data.image.ImageShape;

/** The cropped digits of SVHN: a file each of training, test and extra images. */
final class SvhnFormat implements DatasetFormat {
    private static final DataFile TRAIN = file("train_32x32.mat", "e26dedcc434d2e4c54c9b2d4a06d8373");
    private static final DataFile TEST = file("test_32x32.mat", "eb5a983be6a315427106f1b164d9cef3");
    private static final DataFile EXTRA = file("extra_32x32.mat", "a93ce644f1a588dc4d68dda5feec44a7");

    private static DataFile file(String name, String md5) {
        return new DataFile(name, List.of(name), Checksum.md5(md5));
    }

    @Override
    public ImageShape shape() {
        return SvhnFile.SHAPE;
    }

    @Override
    public int classCount() {
        return SvhnFile.CLASS_COUNT;
    }

    @Override
    public boolean hasExtraData() {
        return true;
    }

    @Override
    public List<DataFile> files(DataPart part, ExtraData extra) {
        if (part == DataPart.TEST) {
            return List.of(TEST);
        }
        return extra == ExtraData.INCLUDED ? List.of(TRAIN, EXTRA) : List.of(TRAIN);
    }

    @Override
    public ImageData read(LoadRequest request) {
        return ImageFiles.read(request, files(request.part(), request.extra()), SvhnFile::open, List.of());
    }
}
