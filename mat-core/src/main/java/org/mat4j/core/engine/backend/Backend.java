package org.mat4j.core.engine.backend;

import com.sun.jna.Function;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares ND4J's native library for training.
 *
 * <p>A program with several builds of the library on its class path calls {@link #select} before it first touches ND4J, and
 * {@link #keepNativeMemory} to train faster; training calls {@link #prepare} itself, which only looks.
 */
public final class Backend {

    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    /** JavaCPP's choice among builds; by itself it takes no account of the processor, and prefers plain builds. */
    private static final String EXTENSION_PROPERTY = "org.bytedeco.javacpp.platform.extension";

    /** Parameters of the GNU C library's mallopt. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_MAX = -4;

    /** Above the 64 MB of one of the library's heaps, so that an empty one is kept. */
    private static final int KEPT_BYTES = 65 << 20;

    private static boolean prepared;

    private Backend() {}

    /**
     * Chooses the fastest build on the class path that the processor can run, unless the system property {@code
     * org.bytedeco.javacpp.platform.extension} already names one. Without effect once ND4J has started.
     *
     * @return the choice; empty if ND4J's CPU library is not on the class path
     * @throws IllegalStateException if the processor can run none of the builds on the class path, or not the one that the
     *     system property names
     */
    public static Optional<NativeBuild> select() {
        String asked = System.getProperty(EXTENSION_PROPERTY);
        if (asked != null) {
            requireRuns(asked, VectorUnit.detect());
            return Optional.empty();
        }
        List<NativeBuild> available = NativeBuild.available();
        if (available.isEmpty()) {
            return Optional.empty();
        }
        NativeBuild build = choose(available, VectorUnit.detect());
        if (!build.extension().isEmpty()) {
            System.setProperty(EXTENSION_PROPERTY, build.extension());
        }
        return Optional.of(build);
    }

    /** A build for another processor would end the program without a word. */
    static void requireRuns(String extension, VectorUnit unit) {
        for (NativeBuild build : NativeBuild.values()) {
            if (build.extension().equals(extension) && !build.runsOn(unit)) {
                throw new IllegalStateException("this processor (" + unit + ") does not run the build -D"
                        + EXTENSION_PROPERTY + "=" + extension + "; name another one, such as "
                        + NativeBuild.ONEDNN.extension());
            }
        }
    }

    static NativeBuild choose(List<NativeBuild> available, VectorUnit unit) {
        return available.stream()
                .filter(build -> build.runsOn(unit))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this processor (" + unit + ") runs none of the builds of"
                        + " org.nd4j:nd4j-native on the class path, "
                        + available.stream().map(NativeBuild::classifier).toList()
                        + "; add the one with the classifier " + NativeBuild.ONEDNN.classifier()));
    }

    /**
     * Starts ND4J, logs what it runs on, and warns if that is slow. Only the first call does anything.
     *
     * @throws IllegalStateException if it cannot, such as without a build for this machine on the class path
     */
    public static synchronized void prepare() {
        if (prepared) {
            return;
        }
        try {
            LOG.info("ND4J on {}, {} threads, processor {}", description(), threads(), VectorUnit.detect());
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "ND4J cannot start (" + (e.getCause() == null ? e : e.getCause()) + "): expected a build of"
                            + " org.nd4j:nd4j-native for this machine on the class path, such as the one with the"
                            + " classifier " + NativeBuild.ONEDNN.classifier(),
                    e);
        }
        NativeBuild.loaded().flatMap(Backend::advice).ifPresent(LOG::warn);
        prepared = true;
    }

    /**
     * Has the GNU C library keep freed native memory for the next request, for the whole process. For applications to call
     * at their start; the library never does.
     *
     * <p>Within a convolution oneDNN takes tens of megabytes and frees them at its end. By default such blocks are given
     * back to the system, and the next convolution pays for fresh pages: 26,000 page faults in a MAT step of LeNet++, a
     * third of its time.
     *
     * @return whether it does; false where the C library is another one
     */
    public static boolean keepNativeMemory() {
        boolean kept;
        try {
            Function mallopt = Function.getFunction("c", "mallopt");
            kept = set(mallopt, MMAP_MAX, 0)
                    && set(mallopt, TRIM_THRESHOLD, Integer.MAX_VALUE)
                    && set(mallopt, TOP_PAD, KEPT_BYTES);
        } catch (LinkageError notGnu) {
            kept = false;
        }
        LOG.debug("freed native memory is {}", kept ? "kept" : "given back: not the GNU C library");
        return kept;
    }

    private static boolean set(Function mallopt, int parameter, int value) {
        return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
    }

    /** What ND4J runs on: the classifier of the CPU build, or the name of another backend. Starts ND4J. */
    public static String description() {
        String backend = Nd4j.getBackend().getClass().getSimpleName();
        return NativeBuild.loaded().map(NativeBuild::classifier).orElse(backend);
    }

    /** Threads of ND4J's native operations. Starts ND4J. */
    public static int threads() {
        Object threads = Nd4j.getExecutioner().getEnvironmentInformation().get(Nd4jEnvironment.OMP_THREADS_KEY);
        return threads instanceof Number n ? n.intValue() : 1;
    }

    /** What to do about a slow build; empty if it is not one, or none with oneDNN is published for the platform. */
    static Optional<String> advice(NativeBuild build) {
        String platform = Loader.Detector.getPlatform();
        if (build.hasOneDnn() || !platform.endsWith("x86_64")) {
            return Optional.empty();
        }
        NativeBuild better =
                NativeBuild.ONEDNN_AVX2.runsOn(VectorUnit.detect()) ? NativeBuild.ONEDNN_AVX2 : NativeBuild.ONEDNN;
        return Optional.of("ND4J RUNS WITHOUT oneDNN (build '" + build.classifier() + "'): convolutions take over ten"
                + " times as long. Add the dependency org.nd4j:nd4j-native with the classifier '" + better.classifier()
                + "'; if it is there, call org.mat4j.core.engine.backend.Backend.select() before anything of ND4J, or start"
                + " Java with -D" + EXTENSION_PROPERTY + "=" + better.extension());
    }
}
