package org.mat4j.data.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.ClassBalance;
import org.mat4j.data.example.Examples;
import org.mat4j.data.example.TestSplit;
import org.mat4j.data.image.ImageShape;
import org.mat4j.data.table.Columns;
import org.mat4j.data.table.NumpySource;
import org.mat4j.data.table.TableConfig;
import org.mat4j.data.table.TableSource;
import org.mat4j.data.testing.IdxWriter;
import org.mat4j.data.testing.Samples;
import org.nd4j.linalg.factory.Nd4j;

/** Files of one's own with no example of the second of a model's three classes; see also {@link FilesPeopleHaveTest}. */
class MissingClassTest {

    private static final List<String> MODEL = List.of("1", "2", "3");
    private static final TestSplit HALF = new TestSplit(0.5);
    private static final int[] LABELS = {1, 3, 3, 1, 3, 1, 3, 1};

    enum Kind {
        TABLE {
            @Override
            DataSource read(Path folder) throws IOException {
                Path all = Files.writeString(folder.resolve("all.csv"), "x,y\n1,1\n2,2\n3,3\n");
                Columns columns =
                        TableSource.read(all, TableConfig.of("y"), all).columns();
                StringBuilder rows = new StringBuilder("x,y\n");
                for (int label : LABELS) {
                    rows.append("5,").append(label).append('\n');
                }
                return TableSource.read(Files.writeString(folder.resolve("some.csv"), rows), columns, HALF);
            }
        },
        ARRAYS {
            @Override
            DataSource read(Path folder) throws IOException {
                NumpySource.Pair pair = new NumpySource.Pair(folder.resolve("x.npy"), folder.resolve("y.npy"));
                Nd4j.writeAsNumpy(Nd4j.ones(LABELS.length, 2), pair.features().toFile());
                Nd4j.writeAsNumpy(Nd4j.createFromArray(LABELS), pair.labels().toFile());
                return NumpySource.read(pair, Optional.of(MODEL), HALF);
            }
        },
        IDX {
            @Override
            DataSource read(Path folder) {
                int n = LABELS.length;
                Samples.write(folder, "x", IdxWriter.images(Samples.pixels(n, 4), n, 2, 2));
                Samples.write(folder, "y", IdxWriter.labels(Samples.bytes(LABELS)));
                IdxSource.Pair pair =
                        new IdxSource.Pair(folder.resolve("x"), folder.resolve("y"), IdxSource.Orientation.ROWS);
                return IdxSource.read(pair, Optional.of(MODEL), HALF);
            }
        },
        PICTURES {
            @Override
            DataSource read(Path folder) throws IOException {
                BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
                for (int i = 0; i < LABELS.length; i++) {
                    Path file = folder.resolve(LABELS[i] + "/" + i + ".png");
                    Files.createDirectories(file.getParent());
                    ImageIO.write(picture, "png", file.toFile());
                }
                return ImageFolder.read(
                        folder,
                        new ImageFolder.Reading(Optional.of(new ImageShape(2, 2, 1)), Optional.of(MODEL)),
                        HALF);
            }
        };

        abstract DataSource read(Path folder) throws IOException;
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void sharesAreThoseOfTheClassesThatExist(Kind kind) throws IOException {
        DataSource source = kind.read(folder);
        Examples training = source.load(Part.TRAIN);

        assertEquals(MODEL, source.classNames());
        assertArrayEquals(new int[] {2, 0, 2}, source.load(Part.TEST).classCounts());
        assertArrayEquals(new int[] {2, 0, 2}, training.classCounts());
        assertArrayEquals(
                new int[] {1, 0, 1},
                training.randomSubset(2, ClassBalance.EQUAL, 1).classCounts());
        assertArrayEquals(
                new int[] {1, 0, 1}, training.splitByCount(2, 1).validation().classCounts());
    }
}
