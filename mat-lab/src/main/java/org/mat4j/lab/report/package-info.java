/** One self-contained HTML page on a set of runs: settings, provenance, tables and figures, to be read offline. */
package org.mat4j.lab.report;
