package org.mat4j.examples.cli;

import org.nd4j.versioncheck.VersionCheck;
import org.nd4j.versioncheck.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** The versions that a result depends on. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return new String[] {
            "mat4j " + (version == null ? "(not from a jar)" : version),
            "ND4J " + nd4j(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    private static String nd4j() {
        return VersionCheck.getVersionInfos().stream()
                .filter(v -> v.getArtifactId().equals("nd4j-api"))
                .map(VersionInfo::getBuildVersion)
                .findFirst()
                .orElse("(unknown version)");
    }
}
