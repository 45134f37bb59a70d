/**
 * Pictures of trained models, from plain numbers. What all share is here: files in PNG and SVG, colors and markers, sheets
 * and legends; and figure 2 of the paper, latents of size 2. The other figures are in the packages below.
 */
package org.mat4j.lab.plot;
