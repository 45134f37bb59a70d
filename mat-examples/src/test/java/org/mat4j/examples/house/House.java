package org.mat4j.examples.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The classes of all modules, without their tests, and the arrows between their packages. */
final class House {

    static final String ROOT = "org.mat4j.";

    /** The modules' packages, from the ground up. */
    static final List<String> MODULES = List.of("core", "layers", "data", "lab", "spark", "examples", "bench");

    /** The project's folder; tests run in their module's. */
    static final Path FOLDER = Path.of("..");

    static final JavaClasses CLASSES = load();

    private House() {}

    private static JavaClasses load() {
        List<Path> folders = MODULES.stream()
                .map(module -> FOLDER.resolve("mat-" + module).resolve("target/classes"))
                .toList();
        folders.stream().filter(folder -> !Files.isDirectory(folder)).findAny().ifPresent(folder -> {
            throw new IllegalStateException("there are no classes in " + folder
                    + ", expected those of all modules: run mvn test-compile first");
        });
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPaths(folders);
    }

    /** The first name below the root: the module that a package belongs to. */
    static String module(String packageName) {
        return packageName.substring(ROOT.length()).split("\\.")[0];
    }

    /** For each package those that its classes use, other than itself, both without the root. */
    static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass c : CLASSES) {
            Set<String> uses = arrows.computeIfAbsent(name(c), p -> new TreeSet<>());
            for (Dependency dependency : c.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith(ROOT) && !name(target).equals(name(c))) {
                    uses.add(name(target));
                }
            }
        }
        return arrows;
    }

    private static String name(JavaClass c) {
        return c.getPackageName().substring(ROOT.length());
    }

    /** The arrows as a table in Markdown, module by module from the ground up. */
    static String table() {
        StringBuilder table = new StringBuilder("| package | uses |\n|---|---|\n");
        Map<String, Set<String>> arrows = arrows();
        for (String module : MODULES) {
            arrows.forEach((from, uses) -> {
                if (module(ROOT + from).equals(module)) {
                    table.append("| ")
                            .append(from)
                            .append(" | ")
                            .append(inShort(module, uses))
                            .append(" |\n");
                }
            });
        }
        return table.toString();
    }

    /** Packages of the own module without its name. */
    private static String inShort(String module, Set<String> uses) {
        return uses.stream()
                .map(name -> name.startsWith(module + ".") ? name.substring(module.length()) : name)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
