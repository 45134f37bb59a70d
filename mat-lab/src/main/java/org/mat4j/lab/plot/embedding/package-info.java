/** Figure 5 of the paper: latents of any size in the plane, under attacks of increasing strength. */
package org.mat4j.lab.plot.embedding;
