package org.mat4j.data.image;

/** What is known about the origin of some data. */
public enum Verification {
    /** The content has the known checksum of the dataset. */
    VERIFIED,
    /** The layout is that of the dataset, but a checksum is not, or a file is missing: look-alike data, or a part. */
    UNRECOGNIZED,
    /** There is no checksum to compare with. */
    UNCHECKED
}
