/** Figures 6 to 8 of the paper: images, what an attack adds to them, and what comes out. */
package org.mat4j.lab.plot.gallery;
