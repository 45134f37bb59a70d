package org.mat4j.examples.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the house, docs/architecture.md: arrows between packages point down only. */
class ArchitectureTest {

    /** What a module may use beside itself. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "core", Set.of(),
            "layers", Set.of("core"),
            "data", Set.of("core"),
            "lab", Set.of("core", "layers", "data"),
            "spark", Set.of("core", "layers", "data"),
            "examples", Set.of("core", "layers", "data", "lab", "spark"),
            "bench", Set.of("core", "layers", "data", "lab"));

    /** The floors of mat-core, from the ground up: each uses those before it. */
    private static final List<String> FLOORS =
            List.of("check", "io", "engine", "network", "method", "model", "measure", "train");

    private static final Path DOCUMENT = House.FOLDER.resolve("docs/architecture.md");

    /** A class depends only on packages that the rule allows. */
    private interface Allowed {
        boolean uses(String from, String to);
    }

    private static ArchCondition<JavaClass> use(String rule, Allowed allowed) {
        return new ArchCondition<>(rule) {
            @Override
            public void check(JavaClass c, ConditionEvents events) {
                c.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String to =
                            dependency.getTargetClass().getBaseComponentType().getPackageName();
                    if (to.startsWith(House.ROOT) && !allowed.uses(c.getPackageName(), to)) {
                        events.add(SimpleConditionEvent.violated(c, dependency.getDescription()));
                    }
                });
            }
        };
    }

    @Test
    void modulesUseThoseBelowThem() {
        classes()
                .should(use("use modules below only", (from, to) -> {
                    String own = House.module(from);
                    String other = House.module(to);
                    return own.equals(other) || MODULES.get(own).contains(other);
                }))
                .check(House.CLASSES);
    }

    @Test
    void floorsOfTheCoreUseThoseBelowThem() {
        classes()
                .that()
                .resideInAPackage("org.mat4j.core..")
                .should(use("use floors below only", (from, to) -> floor(to) <= floor(from)))
                .check(House.CLASSES);
    }

    private static int floor(String packageName) {
        String name = packageName.substring((House.ROOT + "core.").length()).split("\\.")[0];
        int floor = FLOORS.indexOf(name);
        assertTrue(floor >= 0, () -> packageName + " is on no floor of mat-core; expected one of " + FLOORS);
        return floor;
    }

    @Test
    void theEngineKnowsNothingElse() {
        classes()
                .that()
                .resideInAPackage("org.mat4j.core.engine..")
                .should(use("use the engine only", (from, to) -> to.startsWith("org.mat4j.core.engine.")))
                .check(House.CLASSES);
    }

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching("org.mat4j.(**)").should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void internalPackagesAreUsedByTheirModuleOnly() {
        classes()
                .should(use(
                        "leave internal packages of other modules alone",
                        (from, to) -> !to.matches(".*\\.internal(\\..*)?")
                                || House.module(from).equals(House.module(to))))
                .check(House.CLASSES);
    }

    @Test
    void theCoreKnowsNeitherDataFormatsNorPicturesNorDeepLearning4J() {
        noClasses()
                .that()
                .resideInAPackage("org.mat4j.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "us.hebi..", "org.knowm..", "java.awt..", "javax.imageio..")
                .check(House.CLASSES);
    }

    @Test
    void dataKnowsNothingOfTraining() {
        classes()
                .that()
                .resideInAPackage("org.mat4j.data..")
                .should(use(
                        "use sources of batches only",
                        (from, to) -> !to.startsWith("org.mat4j.core.train") || to.equals("org.mat4j.core.train.data")))
                .check(House.CLASSES);
    }

    /** With -Darchitecture=write the document is written instead. */
    @Test
    void theDocumentShowsTheArrows() throws IOException {
        String text = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
        String start = "<!-- arrows, written by ArchitectureTest: mvn -q test -Darchitecture=write -->\n";
        String end = "<!-- end of arrows -->";
        int from = text.indexOf(start) + start.length();
        int to = text.indexOf(end);
        assertTrue(from >= start.length() && to >= from, () -> DOCUMENT + " lacks the lines " + start + " and " + end);
        if ("write".equals(System.getProperty("architecture"))) {
            Files.writeString(DOCUMENT, text.substring(0, from) + House.table() + text.substring(to));
        } else {
            assertEquals(House.table(), text.substring(from, to), DOCUMENT + " is not up to date");
        }
    }
}
