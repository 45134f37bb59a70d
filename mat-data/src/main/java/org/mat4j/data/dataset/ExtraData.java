package org.mat4j.data.dataset;

/** Whether the training part includes the images that a dataset publishes beside it, as SVHN does. */
public enum ExtraData {
    /** It does not. */
    EXCLUDED,
    /** It does; the dataset must {@linkplain ImageDataset#hasExtraData() have them}. */
    INCLUDED
}
