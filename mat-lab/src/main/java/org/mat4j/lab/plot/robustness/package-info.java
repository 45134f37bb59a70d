/** Figure 4 of the paper: how much accuracy attacks leave, as table and chart. */
package org.mat4j.lab.plot.robustness;
