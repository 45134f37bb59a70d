package org.mat4j.data.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mat4j.data.testing.Messages.assertContains;
import static org.mat4j.data.testing.Messages.assertRefused;
import static org.mat4j.data.testing.Messages.messageOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mat4j.data.InvalidDataException;
import org.mat4j.data.dataset.ImageDataset.Part;
import org.mat4j.data.example.TestSplit;

/** Tables of one's own: what their columns become, and which lines are refused. */
class TableSourceTest {

    private static final String PETS =
            """
            weight,color,species,legs
            3.5,black,cat,4
            30,brown,dog,4
            0.03,yellow,bird,2
            4,white,cat,4
            25,black,dog,3
            0.02,yellow,bird,2
            """;

    private static final TableConfig SPECIES = TableConfig.of("species");

    @TempDir
    Path folder;

    private Path file(String text) {
        try {
            return Files.writeString(folder.resolve("pets" + text.hashCode() + ".csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Columns learned(String text, TableConfig config) {
        Path file = file(text);
        return TableSource.read(file, config, file).columns();
    }

    @Test
    void numbersStayAndCategoriesBecomeAOneAmongZeros() {
        Path file = file(PETS);
        TableSource pets = TableSource.read(file, SPECIES, file);

        assertEquals(List.of("bird", "cat", "dog"), pets.classNames());
        assertEquals(
                List.of("weight", "color=black", "color=brown", "color=white", "color=yellow", "legs"),
                pets.columns().inputNames());
        TableData data = pets.load(Part.TRAIN);
        assertArrayEquals(new int[] {1, 2, 0, 1, 2, 0}, data.labels());
        float[] row = new float[6];
        data.unlabeled().copyTo(4, row, 0);
        assertArrayEquals(new float[] {25, 1, 0, 0, 0, 3}, row);
    }

    @Test
    void aModelsColumnsReadTheSameRowsFromAnyOrderOfColumns() {
        Columns columns = Columns.fromJson(learned(PETS, SPECIES).toJson());
        CsvTable turned = CsvTable.parse("turned", "legs,owner,color,weight\n3,Ann,black,25\n");

        assertArrayEquals(new float[] {25, 1, 0, 0, 0, 3}, columns.encode(turned)[0]);
    }

    @Test
    void namedColumnsAreCategoriesOrLeftOut() {
        TableConfig config = new TableConfig("species", Set.of("legs"), Set.of("color"), Missing.REFUSED);

        assertEquals(
                List.of("weight", "legs=2", "legs=3", "legs=4"),
                learned(PETS, config).inputNames());
    }

    @Test
    void theTestPartIsTheSameShareOfEveryClassWheneverItIsRead() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int i = 0; i < 60; i++) {
            text.append(i).append(',').append(i % 3 == 0 ? "a" : "b").append('\n');
        }
        Path file = file(text.toString());
        TableSource first = TableSource.read(file, TableConfig.of("y"), new TestSplit(0.25));
        TableSource byModel = TableSource.read(file, first.columns(), new TestSplit(0.25));

        assertArrayEquals(new int[] {5, 10}, first.load(Part.TEST).classCounts());
        assertArrayEquals(new int[] {15, 30}, first.load(Part.TRAIN).classCounts());
        assertEquals(values(first.load(Part.TEST)), values(byModel.load(Part.TEST)));
        Set<Float> all = new HashSet<>(values(first.load(Part.TEST)));
        all.addAll(values(first.load(Part.TRAIN)));
        assertEquals(60, all.size());
    }

    private static List<Float> values(TableData data) {
        float[] row = new float[1];
        return Stream.iterate(0, i -> i < data.size(), i -> i + 1)
                .map(i -> {
                    data.unlabeled().copyTo(i, row, 0);
                    return row[0];
                })
                .toList();
    }

    @Test
    void missingValuesBecomeMedianOrMostFrequentOfTheTrainingRows() {
        String training = "a,c,y\n1,red,0\n,red,1\n5,?,0\n2,blue,1\nNaN,blue,0\n9,red,1\n";
        Path file = file(training);
        Path test = file("y,c,a\n1,NA,\n0,blue,7\n");
        TableConfig config = TableConfig.of("y").withMissing(Missing.IMPUTED);
        TableSource source = TableSource.read(file, config, test);

        // Numbers 1, 2, 5, 9: the median is 3.5. Red 3 times, blue 2 times.
        float[] row = new float[3];
        source.load(Part.TEST).unlabeled().copyTo(0, row, 0);
        assertArrayEquals(new float[] {3.5f, 0, 1}, row);
        source.load(Part.TRAIN).unlabeled().copyTo(1, row, 0);
        assertArrayEquals(new float[] {3.5f, 0, 1}, row);
    }

    @Test
    void classesThatAreNumbersAreSortedByValue() {
        assertEquals(
                List.of("2", "10", "100"),
                learned("x,y\n1,10\n2,2\n3,100\n", TableConfig.of("y")).classNames());
    }

    static Stream<Arguments> refusedLines() {
        return Stream.of(
                Arguments.of("x,y\n1,a\n,b\n", List.of("line 3", "a number in column x", "none", "imputed")),
                Arguments.of("x,y\n1,a\nNA,b\n", List.of("line 3", "column x", "'NA'")),
                Arguments.of("x,y\n1,a\ntwo,b\n", List.of("line 3", "column x", "'two'", "categorical")),
                Arguments.of("x,y\n1,a\n1e300,b\n", List.of("line 3", "column x", "'1e300'")),
                Arguments.of("x,y\n1,a\n2,\n", List.of("line 3", "a class in column y", "none")),
                Arguments.of("x,y\n1,a\n2,a\n", List.of("at least two classes in column y", "[a]")),
                Arguments.of("x,z\n1,a\n2,b\n", List.of("a column 'y'", "x,z")),
                Arguments.of("x,x,y\n1,1,a\n2,2,b\n", List.of("'x' twice")),
                Arguments.of("y\na\nb\n", List.of("a column beside y")),
                Arguments.of("n,y\nAnn,a\nBob,b\n", List.of("column n", "2 different texts in 2 rows")),
                Arguments.of("x,y\n", List.of("a line of values")));
    }

    @ParameterizedTest
    @MethodSource
    void refusedLines(String text, List<String> parts) {
        String message = messageOf(InvalidDataException.class, () -> learned(text, TableConfig.of("y")));
        assertContains(message, parts.toArray(String[]::new));
    }

    static Stream<Arguments> refusedByAModel() {
        return Stream.of(
                Arguments.of(
                        "legs,color,weight\n4,green,1\n", List.of("line 2", "column color", "'green'", "black, brown")),
                Arguments.of("legs,color\n4,black\n", List.of("a column 'weight'", "legs,color")),
                Arguments.of("legs,color,weight\n4,black,\n", List.of("line 2", "column weight", "none")));
    }

    @ParameterizedTest
    @MethodSource
    void refusedByAModel(String text, List<String> parts) {
        Columns columns = learned(PETS, SPECIES);
        String message = messageOf(InvalidDataException.class, () -> columns.encode(CsvTable.parse("rows.csv", text)));
        assertContains(message, "rows.csv");
        assertContains(message, parts.toArray(String[]::new));
    }

    @Test
    void anUnknownClassOfATestFileIsRefused() {
        Columns columns = learned(PETS, SPECIES);
        Path test = file("weight,color,species,legs\n1,black,cow,4\n");

        assertContains(
                messageOf(InvalidDataException.class, () -> TableSource.test(test, columns)),
                "line 2",
                "'cow'",
                "bird");
        assertContains(
                messageOf(InvalidDataException.class, () -> Columns.fromJson(new byte[] {'{', '}'})),
                Columns.ATTACHMENT);
    }

    @Test
    void contradictionsAreRefused() {
        assertRefused(() -> new TableConfig("y", Set.of("a"), Set.of("a"), Missing.REFUSED), "[a]");
        assertRefused(() -> new TableConfig("y", Set.of("y"), Set.of(), Missing.REFUSED), "'y'");
        assertRefused(() -> new TestSplit(1), "share of test examples is 1.0");
        TableSource onlyTest = TableSource.test(file(PETS), learned(PETS, SPECIES));
        assertRefused(() -> onlyTest.load(Part.TRAIN), "TRAIN");
        assertTrue(onlyTest.load(Part.TEST).size() == 6);
    }
}
