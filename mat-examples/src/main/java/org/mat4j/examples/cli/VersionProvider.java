package org.mat4j.examples.cli;

import org.mat4j.core.model.Versions;
import picocli.CommandLine.IVersionProvider;

/** The versions that a result depends on. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "mat4j " + Versions.mat4j(),
            "ND4J " + Versions.nd4j(),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
