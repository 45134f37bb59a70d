package org.mat4j.core.engine.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The published builds of ND4J's CPU library; the name is the end of the artifact's classifier. Those with oneDNN compute
 * convolutions over ten times faster.
 */
public enum NativeBuild {

    /** oneDNN, the rest for AVX2; oneDNN itself uses AVX-512 where it is there, so this is the best for both. */
    ONEDNN_AVX2("-onednn-avx2", VectorUnit.AVX2),
    /** oneDNN, the rest for AVX-512: not measurably faster. */
    ONEDNN_AVX512("-onednn-avx512", VectorUnit.AVX512),
    /** oneDNN, for any x86-64 processor. */
    ONEDNN("-onednn", VectorUnit.UNKNOWN),
    /** Without oneDNN, for AVX2. */
    PLAIN_AVX2("-avx2", VectorUnit.AVX2),
    /** Without oneDNN, for AVX-512. */
    PLAIN_AVX512("-avx512", VectorUnit.AVX512),
    /** Without oneDNN, for any processor. */
    PLAIN("", VectorUnit.UNKNOWN);

    private static final String LIBRARY = "jnind4jcpu";
    private static final String FOLDER = "org/nd4j/linalg/cpu/nativecpu/bindings/";

    private final String extension;
    private final VectorUnit needs;

    NativeBuild(String extension, VectorUnit needs) {
        this.extension = extension;
        this.needs = needs;
    }

    /** As JavaCPP names it, for example {@code -onednn-avx2}; empty for the plain build. */
    public String extension() {
        return extension;
    }

    /** Whether convolutions are computed by oneDNN. */
    public boolean hasOneDnn() {
        return extension.startsWith("-onednn");
    }

    /** Whether a processor can run it; one of unknown kind is taken to. */
    public boolean runsOn(VectorUnit unit) {
        return unit == VectorUnit.UNKNOWN || unit.compareTo(needs) >= 0;
    }

    /** The classifier of its artifact on this platform, for example {@code linux-x86_64-onednn-avx2}. */
    public String classifier() {
        return Loader.Detector.getPlatform() + extension;
    }

    /** The builds on the class path for this platform, the fastest first. */
    public static List<NativeBuild> available() {
        return available(NativeBuild.class.getClassLoader(), Loader.Detector.getPlatform());
    }

    static List<NativeBuild> available(ClassLoader loader, String platform) {
        return Arrays.stream(values())
                .filter(build ->
                        loader.getResource(FOLDER + platform + build.extension + "/" + System.mapLibraryName(LIBRARY))
                                != null)
                .toList();
    }

    /** The build that ND4J runs on; empty before ND4J has started, and on a GPU. */
    public static Optional<NativeBuild> loaded() {
        String file = Loader.getLoadedLibraries().get(LIBRARY);
        return file == null ? Optional.empty() : ofFile(file, Loader.Detector.getPlatform());
    }

    /** Which build a library file was unpacked from: its folder is the classifier. */
    static Optional<NativeBuild> ofFile(String file, String platform) {
        return Arrays.stream(values())
                .filter(b -> Arrays.asList(file.split("[/\\\\]")).contains(platform + b.extension))
                .findFirst();
    }
}
